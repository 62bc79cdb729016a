/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MQ_EXCHANGE_ERROR_SYNTAX, /* the file can't be read at all */
  MQ_EXCHANGE_ERROR_VALUE,  /* one field makes no sense */
  MQ_EXCHANGE_ERROR_PICTURE,
  MQ_EXCHANGE_ERROR_WRITE, /* what was to be written could not be */
} MqExchangeError;

#define MQ_EXCHANGE_ERROR (mq_exchange_error_quark ())
GQuark mq_exchange_error_quark (void);

G_END_DECLS
