/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-phrases.h"

#include <string.h>

enum
{
  ENGLISH,
  GERMAN,
  FRENCH,
  N_LANGUAGES
};

static const char *const codes[N_LANGUAGES] = { "en", "de", "fr" };

static const char *const phrases[MQ_PHRASE_LAST][N_LANGUAGES] = {
  [MQ_PHRASE_AND] = { "and", "und", "et" },
  [MQ_PHRASE_WITH] = { "with", "mit", "avec" },
  [MQ_PHRASE_YEAR] = { "Year:", "Jahr:", "Année :" },
  [MQ_PHRASE_RUNTIME] = { "Running time:", "Laufzeit:", "Durée :" },
  [MQ_PHRASE_MINUTES] = { "min", "Min.", "min" },
  [MQ_PHRASE_CERTIFICATE] = { "Cert:", "Freigabe:", "Classification :" },
  [MQ_PHRASE_COUNTRY] = { "Country:", "Land:", "Pays :" },
  [MQ_PHRASE_LANGUAGE] = { "Language:", "Sprache:", "Langue :" },
  [MQ_PHRASE_DISTRIBUTOR] = { "Distributor:", "Verleih:", "Distribution :" },
  [MQ_PHRASE_RELEASED] = { "Released:", "Start:", "Sortie :" },
  [MQ_PHRASE_ORIGINAL_TITLE] = { "Original title:", "Originaltitel:", "Titre original :" },
  [MQ_PHRASE_OUT_OF] = { "out of", "von", "sur" },
  [MQ_PHRASE_BY] = { "By", "Von", "Par" },
  [MQ_PHRASE_REVIEW] = { "review", "Kritik", "critique" },
  [MQ_PHRASE_SCREENINGS]
  = { "For full screening times visit", "Alle Spielzeiten bei", "Toutes les séances sur" },
  [MQ_PHRASE_SKIP] = { "Skip to the review", "Zur Kritik springen", "Aller à la critique" },
  [MQ_PHRASE_PERMALINK] = { "Permanent link", "Permanenter Link", "Lien permanent" },
  [MQ_PHRASE_SPOILER] = { "Spoiler", "Spoiler", "Révélations sur l’intrigue" },
  [MQ_PHRASE_PICTURE_CREDIT] = { "Picture:", "Bild:", "Image :" },
  [MQ_PHRASE_REPLY_TITLE]
  = { "Leave a Reply", "Schreiben Sie einen Kommentar", "Laisser un commentaire" },
  [MQ_PHRASE_REPLY_NOTICE]
  = { "Your email address will not be published. Required fields are marked *",
      "Ihre E-Mail-Adresse wird nicht veröffentlicht. Pflichtfelder sind mit * markiert",
      "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués par *" },
  [MQ_PHRASE_REPLY] = { "Reply", "Kommentar", "Commentaire" },
  [MQ_PHRASE_NAME] = { "Name", "Name", "Nom" },
  [MQ_PHRASE_EMAIL] = { "Email", "E-Mail", "E-mail" },
  [MQ_PHRASE_WEBSITE] = { "Website", "Website", "Site web" },
  [MQ_PHRASE_ROBOT] = { "Are you a robot?", "Sind Sie ein Roboter?", "Êtes-vous un robot ?" },
  [MQ_PHRASE_YES] = { "Yes", "Ja", "Oui" },
  [MQ_PHRASE_NO] = { "No", "Nein", "Non" },
  [MQ_PHRASE_POST] = { "Post Reply", "Kommentar senden", "Publier le commentaire" },
  [MQ_PHRASE_LEAVE_EMPTY]
  = { "Leave this empty", "Dieses Feld leer lassen", "Laissez ce champ vide" },
};

static const char *const months[N_LANGUAGES][12] = {
  { "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December" },
  { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember" },
  { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre" },
};

static const struct
{
  const char *role;
  const char *one[N_LANGUAGES];
  const char *many[N_LANGUAGES];
} roles[] = {
  { "director", { "Dir:", "Regie:", "Réal. :" }, { "Dirs:", "Regie:", "Réal. :" } },
  { "stars", { "Stars:", "Mit:", "Avec :" }, { "Stars:", "Mit:", "Avec :" } },
  { "cast", { "Cast:", "Mit:", "Avec :" }, { "Cast:", "Mit:", "Avec :" } },
  { "writer", { "Writer:", "Buch:", "Scénario :" }, { "Writers:", "Buch:", "Scénario :" } },
  { "creator", { "Creator:", "Idee:", "Création :" }, { "Creators:", "Idee:", "Création :" } },
  { "cinematography",
    { "Cinematography:", "Kamera:", "Image :" },
    { "Cinematography:", "Kamera:", "Image :" } },
  { "editing", { "Editing:", "Schnitt:", "Montage :" }, { "Editing:", "Schnitt:", "Montage :" } },
  { "music", { "Music:", "Musik:", "Musique :" }, { "Music:", "Musik:", "Musique :" } },
  { "producer",
    { "Producer:", "Produktion:", "Production :" },
    { "Producers:", "Produktion:", "Production :" } },
  { "author", { "Author:", "Autor:", "Auteur :" }, { "Authors:", "Autoren:", "Auteurs :" } },
  { "translator",
    { "Translator:", "Übersetzung:", "Traduction :" },
    { "Translators:", "Übersetzung:", "Traduction :" } },
  { "artist", { "Artist:", "Künstler:", "Artiste :" }, { "Artists:", "Künstler:", "Artistes :" } },
  { "developer",
    { "Developer:", "Entwickler:", "Studio :" },
    { "Developers:", "Entwickler:", "Studios :" } },
};

static int
find_language (const char *language)
{
  for (int i = 0; language != NULL && i < N_LANGUAGES; i++)
    if (g_ascii_strncasecmp (language, codes[i], 2) == 0 && !g_ascii_isalpha (language[2]))
      return i;
  return ENGLISH;
}

/**
 * mq_phrase:
 * @language: (nullable): a BCP 47 tag; English serves for a language without phrases
 *
 * Returns: (transfer none): the words, in plain text
 */
const char *
mq_phrase (const char *language, MqPhrase phrase)
{
  return phrases[phrase][find_language (language)];
}

/**
 * mq_phrase_month:
 * @month: 1 to 12
 *
 * Returns: (transfer none): the month's name as it stands within a date
 */
const char *
mq_phrase_month (const char *language, int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");
  return months[find_language (language)][month - 1];
}

/**
 * mq_phrase_date:
 *
 * Returns: (transfer full): the day as a reader expects it, "20 November 2026"
 */
char *
mq_phrase_date (const char *language, GDateTime *date)
{
  const char *month = mq_phrase_month (language, g_date_time_get_month (date));
  int day = g_date_time_get_day_of_month (date), year = g_date_time_get_year (date);

  if (find_language (language) == GERMAN)
    return g_strdup_printf ("%d. %s %d", day, month, year);
  return g_strdup_printf ("%d %s %d", day, month, year);
}

/**
 * mq_phrase_role:
 * @role: a role's word such as "director", or a label of the critic's own
 * @many: whether two or more names follow
 *
 * Returns: (transfer none) (nullable): the label with its colon, or %NULL for a label of the
 * critic's own
 */
const char *
mq_phrase_role (const char *language, const char *role, gboolean many)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (roles[i].role, role) == 0)
      return (many ? roles[i].many : roles[i].one)[find_language (language)];
  return NULL;
}

/* "Réal. :", "réal.:" and "Réal" are one label. */
static char *
fold_label (const char *label)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);
  GString *bare = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ispunct (g_utf8_get_char (at)) && !g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));
  return g_string_free_and_steal (bare);
}

static gboolean
is_label (const char *label, const char *folded)
{
  g_autofree char *other = fold_label (label);
  return *folded != '\0' && g_str_equal (other, folded);
}

/**
 * mq_phrase_find_role:
 * @label: as it stands on a page in any of the languages that there are phrases in; punctuation and
 * case don't matter
 *
 * Returns: (transfer none) (nullable): the role's word
 */
const char *
mq_phrase_find_role (const char *label)
{
  g_autofree char *folded = fold_label (label);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    for (int language = 0; language < N_LANGUAGES; language++)
      if (is_label (roles[i].one[language], folded) || is_label (roles[i].many[language], folded))
        return roles[i].role;
  return NULL;
}

/** Returns: whether a text is a phrase in any of the languages that there are phrases in */
gboolean
mq_phrase_is (MqPhrase phrase, const char *text)
{
  g_autofree char *folded = fold_label (text);

  for (int language = 0; language < N_LANGUAGES; language++)
    if (is_label (phrases[phrase][language], folded))
      return TRUE;
  return FALSE;
}
