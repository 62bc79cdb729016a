/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "disk.h"
#include "mq-backup.h"
#include "mq-history.h"
#include "mq-library-imports.h"

/* torture STRIDE SEED: each call to the disk that a day's work makes goes wrong in its turn (or
 * each STRIDE-th), in each way. Then the disk is sound again, and the library has to be so too,
 * with every word of which it was said that it is saved. Says a line for each way in the Test
 * Anything Protocol. */

#define N_REVIEWS 3
#define N_SAVES 4

static char *path;

/* What the library said of a review: the last text that it confirmed, and those that it was given
 * since and may have kept. */
typedef struct
{
  char *id;
  char *confirmed; /* NULL where it never confirmed one */
  GPtrArray *given;
  gboolean deleted;
} Promise;

static void
free_promise (gpointer data)
{
  Promise *promise = data;

  g_free (promise->id);
  g_free (promise->confirmed);
  g_ptr_array_unref (promise->given);
  g_free (promise);
}

static Promise *
new_promise (GPtrArray *promises, const char *id)
{
  Promise *promise = g_new0 (Promise, 1);

  promise->id = g_strdup (id);
  promise->given = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (promises, promise);
  return promise;
}

static void
give (Promise *promise, MqReview *review)
{
  g_ptr_array_add (promise->given, g_strdup (mq_review_get_text (review, MQ_REVIEW_BODY)));
}

static void
confirm (Promise *promise, MqReview *review)
{
  g_set_str (&promise->confirmed, mq_review_get_text (review, MQ_REVIEW_BODY));
  g_ptr_array_set_size (promise->given, 0);
}

/* ---- A day's work ---- */

static void
write_review (MqLibrary *library, Promise *promise, int number)
{
  g_autoptr (MqReview) review = mq_review_new_with_id (promise->id);
  const char *names[] = { "Jacques Audiard", NULL };
  gint64 revision = 0;

  mq_review_set_names (review, "director", names);
  for (int i = 0; i < N_SAVES; i++)
    {
      g_autofree char *body = g_strdup_printf ("Words %d of review %d. %0*d", i, number, 3000, i);
      mq_review_set_text (review, MQ_REVIEW_BODY, body);
      give (promise, review);
      if (mq_library_save (library, review, revision, &revision, NULL))
        confirm (promise, review);
      mq_history_take (library, review, MQ_MOMENT_PAUSE, NULL);
    }
}

static void
import (MqLibrary *library, GPtrArray *promises)
{
  gint64 number = mq_library_begin_import (library, "torture", "text", NULL);
  g_autoptr (GPtrArray) arrivals
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_arrival_free);
  guint first = promises->len;
  gboolean kept;

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (MqReview) review = mq_review_new ();
      g_autofree char *body = g_strdup_printf ("Imported %d", i);
      mq_review_set_text (review, MQ_REVIEW_BODY, body);
      give (new_promise (promises, mq_review_get_id (review)), review);
      g_ptr_array_add (arrivals, mq_arrival_new (review, FALSE));
    }
  kept = number != 0 && mq_library_judge_arrivals (library, arrivals, NULL)
         && mq_library_keep_arrivals (library, number, arrivals, NULL);
  for (guint i = 0; kept && i < arrivals->len; i++)
    confirm (promises->pdata[first + i], ((MqArrival *) arrivals->pdata[i])->review);
}

static void
work (GPtrArray *promises)
{
  g_autoptr (MqLibrary) library = mq_library_open (path, NULL);
  g_autoptr (MqQuery) query = mq_query_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *backup = NULL;

  if (library == NULL)
    return;
  for (int i = 0; i < N_REVIEWS; i++)
    {
      g_autofree char *id = g_uuid_string_random ();
      write_review (library, new_promise (promises, id), i);
    }
  import (library, promises);
  query->words = g_strdup ("words");
  rows = mq_library_list (library, query, NULL);
  mq_library_set_binned (library, ((Promise *) promises->pdata[0])->id, TRUE, NULL);
  mq_library_check (library, NULL);
  mq_library_close (library);
  backup = mq_backup_make (path, NULL, NULL);
}

/* ---- Afterwards ---- */

static gboolean
was_given (const Promise *promise, const char *body)
{
  return g_strcmp0 (promise->confirmed, body) == 0
         || g_ptr_array_find_with_equal_func (promise->given, body, g_str_equal, NULL);
}

/* Returns: (nullable): what is wrong */
static char *
find_fault (GPtrArray *promises)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MqLibrary) library = mq_library_open (path, &error);
  char *fault = NULL;

  if (library == NULL)
    return g_strdup_printf ("the library does not open: %s", error->message);
  if (!mq_library_check (library, &error))
    fault = g_strdup_printf ("the library is not sound: %s", error->message);
  for (guint i = 0; fault == NULL && i < promises->len; i++)
    {
      const Promise *promise = promises->pdata[i];
      g_autoptr (MqReview) review = mq_library_load (library, promise->id, NULL, NULL, NULL);
      const char *body = review != NULL ? mq_review_get_text (review, MQ_REVIEW_BODY) : NULL;
      if (body == NULL && promise->confirmed != NULL)
        fault = g_strdup_printf ("a review that was saved is gone: %s", promise->confirmed);
      else if (body != NULL && !was_given (promise, body))
        fault = g_strdup_printf ("a review has words that it was not left with: %s", body);
    }
  mq_library_close (library);
  return fault;
}

static char *
find_fault_of_backups (void)
{
  g_autoptr (GPtrArray) backups = mq_backup_list (path);

  for (guint i = 0; i < backups->len; i++)
    {
      const MqBackup *backup = backups->pdata[i];
      g_autoptr (GError) error = NULL;
      if (!mq_backup_verify (backup->path, &error))
        return g_strdup_printf ("the backup %s is not sound: %s", backup->path, error->message);
    }
  return NULL;
}

static void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (folder, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      g_remove (child);
    }
}

/* Returns: whether the call came at all; @fault: (out) (nullable): what was wrong afterwards */
static gboolean
try_one (DiskFault fault, int at, gboolean lasting, guint32 seed, char **wrong)
{
  g_autoptr (GPtrArray) promises = g_ptr_array_new_with_free_func (free_promise);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean came;

  remove_tree (folder);
  disk_set_fault (fault, at, lasting, seed);
  work (promises);
  came = disk_has_failed ();
  disk_set_fault (DISK_SOUND, 0, FALSE, 0);
  *wrong = NULL;
  if (fault == DISK_CORRUPT) /* no words can be vouched for then: that it does not crash is all */
    return came;
  *wrong = find_fault (promises);
  if (*wrong == NULL)
    *wrong = find_fault_of_backups ();
  return came;
}

static int
torture (int number, const char *name, DiskFault fault, gboolean lasting, int stride, guint32 seed)
{
  int n = 0;

  for (int at = 1 + (int) (seed % (guint32) stride);; at += stride)
    {
      g_autofree char *wrong = NULL;
      gboolean came = try_one (fault, at, lasting, seed + (guint32) at, &wrong);
      if (wrong != NULL)
        {
          printf ("not ok %d - %s\n# call %d, seed %u: %s\n", number, name, at, seed, wrong);
          return 1;
        }
      if (!came)
        break;
      n++;
    }
  printf ("ok %d - %s\n# %d calls went wrong, nothing that was saved was lost\n", number, name, n);
  fflush (stdout);
  return 0;
}

/* A day's work on another machine's disk: it is done as on one's own. */
static int
work_over_a_network (int number)
{
  g_autoptr (GPtrArray) promises = g_ptr_array_new_with_free_func (free_promise);
  g_autofree char *folder = g_path_get_dirname (path), *wrong = NULL;
  guint n = 0;

  remove_tree (folder);
  disk_set_fault (DISK_SOUND, 0, FALSE, 0);
  disk_set_network (TRUE);
  work (promises);
  for (int i = 0; i < 3 && wrong == NULL; i++) /* there, then here, then there again */
    {
      disk_set_network (i != 1);
      wrong = find_fault (promises);
    }
  disk_set_network (FALSE);
  for (guint i = 0; i < promises->len; i++)
    n += ((Promise *) promises->pdata[i])->confirmed != NULL;
  if (wrong == NULL && (n == 0 || n < promises->len))
    wrong = g_strdup_printf ("%u of %u reviews were saved", n, promises->len);
  printf ("%s %d - works on a disk over a network%s%s\n", wrong == NULL ? "ok" : "not ok", number,
          wrong != NULL ? "\n# " : "", wrong != NULL ? wrong : "");
  fflush (stdout);
  return wrong != NULL;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    DiskFault fault;
    gboolean lasting;
  } ways[] = {
    { "one call fails", DISK_IO_ERROR, FALSE },
    { "the disk fails for good", DISK_IO_ERROR, TRUE },
    { "the disk is full once", DISK_FULL, FALSE },
    { "the disk stays full", DISK_FULL, TRUE },
    { "another program has the file for a moment", DISK_LOCKED, FALSE },
    { "the power goes", DISK_POWER_CUT, TRUE },
    { "what is read is not what was written", DISK_CORRUPT, FALSE },
  };
  int stride = argc > 1 ? atoi (argv[1]) : 1;
  guint32 seed = argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : g_random_int ();
  g_autofree char *folder = g_dir_make_tmp ("marquee-XXXXXX", NULL);
  int failed = 0;

  path = g_build_filename (folder, "library.marquee", NULL);
  g_unsetenv ("G_MESSAGES_DEBUG");
  disk_install ();
  printf ("# seed %u\n", seed);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    failed |= torture ((int) i + 1, ways[i].name, ways[i].fault, ways[i].lasting, MAX (stride, 1),
                       seed);
  failed |= work_over_a_network ((int) G_N_ELEMENTS (ways) + 1);
  printf ("1..%u\n", (guint) G_N_ELEMENTS (ways) + 1);
  remove_tree (folder);
  g_rmdir (folder);
  return failed;
}
