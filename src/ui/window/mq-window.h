/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mq-library.h"

G_BEGIN_DECLS

/**
 * MqWindow:
 *
 * The main window: the library, the review, its page. It joins them and does nothing of their work.
 */
#define MQ_TYPE_WINDOW (mq_window_get_type ())
G_DECLARE_FINAL_TYPE (MqWindow, mq_window, MQ, WINDOW, AdwApplicationWindow)

MqWindow *mq_window_new (GtkApplication *application, GSettings *settings);
void mq_window_set_library (MqWindow *self, MqLibrary *library);
MqLibrary *mq_window_get_library (MqWindow *self);
void mq_window_fail_to_open (MqWindow *self, const char *path, const GError *error);
void mq_window_tell_of_restored (MqWindow *self, const char *kept);
void mq_window_new_review (MqWindow *self);
void mq_window_import (MqWindow *self, GListModel *files);
void mq_window_open_review (MqWindow *self, const char *id);
void mq_window_search (MqWindow *self, const char *words);

G_END_DECLS
