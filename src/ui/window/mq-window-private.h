/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mq-window.h"

#include "mq-credits-details.h"
#include "mq-credits-form.h"
#include "mq-editor-pane.h"
#include "mq-library-pane.h"
#include "mq-open-review.h"
#include "mq-preview.h"

G_BEGIN_DECLS

/* The window's parts: layout in mq-window.c, the open review in mq-window-review.c, actions in
 * mq-window-actions.c, publishing in mq-window-publish.c. */
struct _MqWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
  AdwToastOverlay *toast_overlay;
  AdwNavigationSplitView *split_view;
  MqLibraryPane *library_pane;
  AdwNavigationPage *review_page;
  GtkMenuButton *page_menu_button; /* while the library, which has the other, is put away */
  GtkWidget *send_button;
  GtkWidget *export_button;
  GMenuModel *send_menu;
  AdwBanner *problem_banner;
  AdwMultiLayoutView *layout_view;
  AdwViewStack *narrow_stack;
  AdwToolbarView *writing_column;
  AdwBin *preview_sheet;
  MqCreditsForm *credits;
  AdwBin *details_bin;
  MqEditorPane *editor;
  MqPreview *preview;
  AdwBin *empty_bin;

  MqCreditsDetails *details; /* NULL until the window is narrow: its many rows take time to make */

  GSettings *settings;
  MqLibrary *library;
  MqOpenReview *open;
  char *mode;
  gboolean show_library;
  gboolean medium;
  gboolean narrow;
  gboolean menu_is_wanted; /* when the list has come into view */

  char *opening; /* the id of a review that is being read */
  char *pending; /* the id of the review to open when this one is saved; "" for a new one */
  GCancellable *cancellable;
  guint backup_timeout;
  guint mirror_timeout;
  gboolean mirroring;
  char *mirror_problem; /* that was said already */
  AdwToast *undo_toast; /* weak: the last offer to undo something */
};

/* mq-window-review.c */
void mq_window_show_review (MqWindow *self, MqReview *review, gint64 revision, int caret);
void mq_window_close_review (MqWindow *self);
char *mq_window_dup_language (MqWindow *self);
void mq_window_update_page_settings (MqWindow *self);
void mq_window_handle_problem (MqWindow *self);
void mq_window_update_saved (MqWindow *self);
void mq_window_show_history (MqWindow *self);
void mq_window_hear_of_changes (MqWindow *self);

/* mq-window-actions.c */
void mq_window_install_actions (GtkWidgetClass *widget_class);
void mq_window_toast (MqWindow *self, const char *text);
AdwToast *mq_window_offer_undo (MqWindow *self, const char *text);
void mq_window_tell_of_search (MqWindow *self, const char *name, const char *words);
void mq_window_bin (MqWindow *self, const char *const *ids);
void mq_window_put_back (MqWindow *self, const char *id);
void mq_window_delete (MqWindow *self, const char *id);
void mq_window_duplicate (MqWindow *self, const char *id);
void mq_window_export (MqWindow *self, const char *id);
void mq_window_add_picture (MqWindow *self, GObject *source, MqPictureUse use);
void mq_window_ask_to_open_link (MqWindow *self, const char *address);

/* mq-window-import.c */
void mq_window_install_import_actions (GtkWidgetClass *widget_class);
void mq_window_accept_files (MqWindow *self, GtkWidget *widget);

/* mq-window-rescue.c */
void mq_window_start_backups (MqWindow *self);

/* mq-window-mirror.c */
void mq_window_start_mirror (MqWindow *self);
void mq_window_mirror_later (MqWindow *self);

/* mq-window-people.c */
void mq_window_install_people_actions (GtkWidgetClass *widget_class);

/* mq-window-publish.c */
void mq_window_install_publish_actions (GtkWidgetClass *widget_class);
void mq_window_ask_about_outbox (MqWindow *self);

G_END_DECLS
