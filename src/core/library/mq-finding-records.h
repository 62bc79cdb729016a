/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-review-row.h"

G_BEGIN_DECLS

/**
 * MqSearchCompletion:
 * @from: where the word begins that is being typed, in characters
 * @text: what it is completed to; the next word may follow at once
 * @meaning: what that is, a few words
 */
typedef struct
{
  guint from;
  char *text;
  char *meaning;
} MqSearchCompletion;

/**
 * MqSavedSearch:
 * @name: the critic's, unique
 * @words: what is typed into the search
 */
typedef struct
{
  char *name;
  char *words;
} MqSavedSearch;

/**
 * MqCreditedPerson:
 * @name: as the critic writes it
 * @n_reviews: how many reviews credit them, those in the bin left out
 */
typedef struct
{
  char *name;
  guint n_reviews;
} MqCreditedPerson;

/**
 * MqPersonWork:
 * @row: the review
 * @roles: (array zero-terminated=1): what the person did there, as MqCredit has it, in the order of
 * the credits
 */
typedef struct
{
  MqReviewRow *row;
  char **roles;
} MqPersonWork;

MqSearchCompletion *mq_search_completion_new (guint from, char *text, const char *meaning);
void mq_search_completion_free (MqSearchCompletion *self);
void mq_saved_search_free (MqSavedSearch *self);
void mq_credited_person_free (MqCreditedPerson *self);
void mq_person_work_free (MqPersonWork *self);

G_END_DECLS
