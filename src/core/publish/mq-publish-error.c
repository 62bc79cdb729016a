/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-publish-error.h"

G_DEFINE_QUARK (mq - publish - error - quark, mq_publish_error)

static gboolean
is_one_of (const GError *error, const MqPublishError *codes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_error_matches (error, MQ_PUBLISH_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/** Returns: whether the site may have done what it was asked although it did not say so */
gboolean
mq_publish_error_is_doubtful (const GError *error)
{
  static const MqPublishError codes[]
      = { MQ_PUBLISH_ERROR_LOST, MQ_PUBLISH_ERROR_GARBLED, MQ_PUBLISH_ERROR_SERVER };
  return is_one_of (error, codes, G_N_ELEMENTS (codes));
}

/** Returns: whether the same may go well a moment later */
gboolean
mq_publish_error_may_retry (const GError *error)
{
  static const MqPublishError codes[] = { MQ_PUBLISH_ERROR_CONNECTION, MQ_PUBLISH_ERROR_BUSY };
  return mq_publish_error_is_doubtful (error) || is_one_of (error, codes, G_N_ELEMENTS (codes));
}

/** Returns: whether the site says that what was asked for is not there */
gboolean
mq_publish_error_is_absent (const GError *error)
{
  static const MqPublishError codes[] = { MQ_PUBLISH_ERROR_NOT_FOUND, MQ_PUBLISH_ERROR_GONE };
  return is_one_of (error, codes, G_N_ELEMENTS (codes));
}
