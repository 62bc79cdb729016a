/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "mq-export-sink.h"
#include "mq-history-document.h"

/* All facts and words for other programs; of pictures what they are, not their bytes. */

static gboolean
begin (MqExportRun *run, GError **error)
{
  g_string_append (run->text, "{\"marquee\": 1, \"reviews\": [");
  return mq_export_run_open (run, error);
}

static gboolean
add (MqExportRun *run, MqReview *review, gboolean binned, GError **error)
{
  g_autoptr (GBytes) document = mq_history_document_print (review);
  gsize size;
  const char *data = g_bytes_get_data (document, &size);

  g_string_append_printf (run->text,
                          "%s\n{\"id\": \"%s\", \"created\": %" G_GINT64_FORMAT
                          ", \"changed\": %" G_GINT64_FORMAT ", \"binned\": %s, \"review\": %.*s}",
                          run->state != NULL ? "," : "", mq_review_get_id (review),
                          mq_review_get_created (review), mq_review_get_changed (review),
                          binned ? "true" : "false", (int) size, data);
  run->state = run; /* one stands before the next */
  return TRUE;
}

static gboolean
end (MqExportRun *run, gboolean good, GError **error)
{
  g_string_append (run->text, "\n]}\n");
  return good;
}

const MqExportSink mq_export_json
    = { { "json", N_ ("JSON"), N_ ("All words and facts, for other programs"), ".json" },
        TRUE,
        begin,
        add,
        end };
