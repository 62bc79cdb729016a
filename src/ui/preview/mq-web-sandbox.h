/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the web engine's sandbox can be started here. Where it can't, as on systems that allow no
 * user namespaces, WebKitGTK ends the whole program: so it is tried before there is an engine. */
void
mq_web_sandbox_try_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean mq_web_sandbox_try_finish (GAsyncResult *result, GError **error);

G_END_DECLS
