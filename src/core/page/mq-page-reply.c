/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-page-private.h"

#include "mq-escape.h"
#include "mq-phrases.h"

/* The label that a field belongs to, with a star exactly where the field is required. */
static void
append_label (GString *html,
              const MqPageContext *page,
              const char *id,
              MqPhrase label,
              gboolean required)
{
  g_string_append_printf (html, "<label for=\"%s\">%s%s</label>\n", id,
                          mq_phrase (page->language, label), required ? " *" : "");
}

static void
append_robot_question (GString *html, const MqPageContext *page)
{
  g_string_append_printf (
      html,
      "<fieldset><legend>%s *</legend>\n"
      "<label><input type=\"radio\" name=\"robot\" value=\"yes\" required> %s</label>\n"
      "<label><input type=\"radio\" name=\"robot\" value=\"no\" required> %s</label>\n"
      "</fieldset>\n",
      mq_phrase (page->language, MQ_PHRASE_ROBOT), mq_phrase (page->language, MQ_PHRASE_YES),
      mq_phrase (page->language, MQ_PHRASE_NO));
}

/* A person never sees this field; what fills it in is no person. */
static void
append_trap (GString *html, const MqPageContext *page)
{
  g_string_append_printf (
      html,
      "<div aria-hidden=\"true\"><label for=\"reply-trap\">%s</label>\n"
      "<input type=\"text\" id=\"reply-trap\" name=\"mq_leave_empty\" tabindex=\"-1\" "
      "autocomplete=\"off\"></div>\n",
      mq_phrase (page->language, MQ_PHRASE_LEAVE_EMPTY));
}

/**
 * mq_page_append_reply_form:
 *
 * Appends "Leave a Reply" where the critic takes comments and there is an address that takes them.
 */
void
mq_page_append_reply_form (GString *html, const MqPageContext *page)
{
  const char *action = mq_page_text (page, MQ_REVIEW_REPLY_ADDRESS);
  const char *address = mq_page_text (page, MQ_REVIEW_ADDRESS);

  if (*action == '\0' || !mq_review_get_comments_open (page->review))
    return;
  g_string_append_printf (
      html,
      "<section aria-labelledby=\"reply-title\">\n<h2 id=\"reply-title\">%s</h2>\n"
      "<form method=\"post\" action=\"",
      mq_phrase (page->language, MQ_PHRASE_REPLY_TITLE));
  mq_escape_url_attribute (html, action);
  g_string_append_printf (html, "\">\n<p id=\"reply-notice\">%s</p>\n",
                          mq_phrase (page->language, MQ_PHRASE_REPLY_NOTICE));
  append_label (html, page, "reply-text", MQ_PHRASE_REPLY, TRUE);
  g_string_append (html, "<textarea id=\"reply-text\" name=\"comment\" rows=\"8\" "
                         "maxlength=\"65525\" required></textarea>\n");
  append_label (html, page, "reply-name", MQ_PHRASE_NAME, TRUE);
  g_string_append (html, "<input type=\"text\" id=\"reply-name\" name=\"author\" maxlength=\"245\" "
                         "autocomplete=\"name\" required>\n");
  append_label (html, page, "reply-email", MQ_PHRASE_EMAIL, TRUE);
  g_string_append (html, "<input type=\"email\" id=\"reply-email\" name=\"email\" "
                         "maxlength=\"100\" autocomplete=\"email\" "
                         "aria-describedby=\"reply-notice\" required>\n");
  append_label (html, page, "reply-website", MQ_PHRASE_WEBSITE, FALSE);
  g_string_append (html, "<input type=\"url\" id=\"reply-website\" name=\"url\" maxlength=\"200\" "
                         "autocomplete=\"url\">\n");
  append_robot_question (html, page);
  append_trap (html, page);
  if (*address != '\0')
    {
      g_string_append (html, "<input type=\"hidden\" name=\"review\" value=\"");
      mq_escape_attribute (html, address);
      g_string_append (html, "\">\n");
    }
  g_string_append_printf (html, "<button type=\"submit\">%s</button>\n</form>\n</section>\n",
                          mq_phrase (page->language, MQ_PHRASE_POST));
}
