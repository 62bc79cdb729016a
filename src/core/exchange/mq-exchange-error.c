/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-exchange-error.h"

G_DEFINE_QUARK (mq - exchange - error - quark, mq_exchange_error)
