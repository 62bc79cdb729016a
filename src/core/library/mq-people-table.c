/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-people-table.h"

#include "mq-search-table.h"

/** Returns: (transfer full) (element-type MqCreditedPerson) (nullable): everybody whom a review
 * credits, the most credited first */
GPtrArray *
mq_people_table_list (MqDatabase *database, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "SELECT name, count(DISTINCT credit.review) FROM credit JOIN person ON person.number = "
      "credit.person JOIN review ON review.number = credit.review WHERE binned IS NULL"
      " GROUP BY person.number ORDER BY 2 DESC, name COLLATE NOCASE",
      error);
  g_autoptr (GPtrArray) people
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_credited_person_free);
  MqStep step;

  if (select == NULL)
    return NULL;
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqCreditedPerson *person = g_new0 (MqCreditedPerson, 1);
      person->name = g_strdup (mq_statement_get_text (select, 0));
      person->n_reviews = (guint) mq_statement_get_int (select, 1);
      g_ptr_array_add (people, person);
    }
  return step == MQ_STEP_DONE ? g_steal_pointer (&people) : NULL;
}

/* Roles stand apart by a sign that no role has: a critic's own may hold commas. */
#define BETWEEN "\x1f"

/**
 * mq_people_table_list_works:
 * @name: as the credits have it
 *
 * Returns: (transfer full) (element-type MqPersonWork) (nullable): what the critic wrote about, the
 * oldest work first, works without a year last
 */
GPtrArray *
mq_people_table_list_works (MqDatabase *database, const char *name, GError **error)
{
  MqStatement *select = mq_database_prepare (
      database,
      "WITH found AS (SELECT number FROM person WHERE name = :name)"
      " SELECT " MQ_SEARCH_ROW_COLUMNS ", (SELECT group_concat(role, char(31)) FROM (SELECT role "
      "FROM credit WHERE review = review.number AND person IN found ORDER BY line))"
      " FROM review WHERE binned IS NULL AND number IN (SELECT review FROM credit WHERE person IN "
      "found) ORDER BY year = 0, year, created",
      error);
  g_autoptr (GPtrArray) works
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mq_person_work_free);
  MqStep step;

  if (select == NULL)
    return NULL;
  mq_statement_bind_text (select, ":name", name);
  while ((step = mq_statement_step (select, error)) == MQ_STEP_ROW)
    {
      MqPersonWork *work = g_new0 (MqPersonWork, 1);
      work->row = mq_search_table_read_row (select);
      work->roles
          = g_strsplit (mq_statement_get_text (select, MQ_SEARCH_N_ROW_COLUMNS), BETWEEN, -1);
      g_ptr_array_add (works, work);
    }
  return step == MQ_STEP_DONE ? g_steal_pointer (&works) : NULL;
}
