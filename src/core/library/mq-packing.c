/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mq-packing.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zlib.h>

#include "mq-library-error.h"

/* A packed document: how many bytes it shares with its model at the beginning, how many at the end,
 * and how many it has between, as numbers of 32 bits, little-endian; then what is between, in the
 * zlib format (RFC 1950), with a part of the model as its dictionary. */
#define HEADER_SIZE 12
#define WINDOW 32768
#define CONTEXT 4096 /* of a dictionary, behind the place where the two differ */
#define LARGEST (256 * 1024 * 1024)

typedef struct
{
  guint32 head;
  guint32 tail;
  guint32 middle;
} Header;

static void
write_number (guchar *at, guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (at, &number, sizeof number);
}

static guint32
read_number (const guchar *at)
{
  guint32 number;
  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_LE (number);
}

static Header
compare (const guchar *document, gsize size, const guchar *model, gsize model_size)
{
  gsize most = MIN (size, model_size), head = 0, tail = 0;

  while (head < most && document[head] == model[head])
    head++;
  while (tail < most - head && document[size - 1 - tail] == model[model_size - 1 - tail])
    tail++;
  return (Header) { (guint32) head, (guint32) tail, (guint32) (size - head - tail) };
}

/* What of the model is likely to stand in the middle too: the same for packing and unpacking. */
static const guchar *
get_dictionary (const Header *header, const guchar *model, gsize model_size, uInt *size)
{
  gsize end = MIN (model_size, model_size - header->tail + CONTEXT);
  gsize start = end > WINDOW ? end - WINDOW : 0;

  *size = (uInt) (end - start);
  return model + start;
}

/**
 * mq_packing_pack:
 * @model: (nullable): a document that is much like it, which unpacking needs again
 *
 * Returns: (transfer full): @document in few bytes
 */
GBytes *
mq_packing_pack (GBytes *document, GBytes *model)
{
  gsize size, model_size = 0;
  const guchar *data = g_bytes_get_data (document, &size);
  const guchar *model_data = model != NULL ? g_bytes_get_data (model, &model_size) : NULL;
  Header header = compare (data, size, model_data, model_size);
  z_stream stream = { 0 };
  GByteArray *packed = g_byte_array_new ();
  uInt dictionary_size;
  const guchar *dictionary = get_dictionary (&header, model_data, model_size, &dictionary_size);

  deflateInit (&stream, Z_BEST_COMPRESSION);
  if (dictionary_size > 0)
    deflateSetDictionary (&stream, dictionary, dictionary_size);
  g_byte_array_set_size (packed, HEADER_SIZE + (guint) deflateBound (&stream, header.middle));
  write_number (packed->data, header.head);
  write_number (packed->data + 4, header.tail);
  write_number (packed->data + 8, header.middle);
  stream.next_in = (Bytef *) data + header.head;
  stream.avail_in = header.middle;
  stream.next_out = packed->data + HEADER_SIZE;
  stream.avail_out = packed->len - HEADER_SIZE;
  deflate (&stream, Z_FINISH);
  g_byte_array_set_size (packed, HEADER_SIZE + (guint) stream.total_out);
  deflateEnd (&stream);
  return g_byte_array_free_to_bytes (packed);
}

static gboolean
inflate_middle (const Header *header,
                GBytes *packed,
                const guchar *model,
                gsize model_size,
                guchar *middle)
{
  gsize size;
  const guchar *data = g_bytes_get_data (packed, &size);
  z_stream stream = { .next_in = (Bytef *) data + HEADER_SIZE,
                      .avail_in = (uInt) (size - HEADER_SIZE),
                      .next_out = middle,
                      .avail_out = header->middle };
  uInt dictionary_size;
  const guchar *dictionary = get_dictionary (header, model, model_size, &dictionary_size);
  int code = inflateInit (&stream);

  if (code == Z_OK)
    code = inflate (&stream, Z_FINISH);
  if (code == Z_NEED_DICT && inflateSetDictionary (&stream, dictionary, dictionary_size) == Z_OK)
    code = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);
  return code == Z_STREAM_END && stream.total_out == header->middle;
}

/**
 * mq_packing_unpack:
 * @model: (nullable): the same that it was packed with
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with %MQ_LIBRARY_ERROR_DAMAGED
 */
GBytes *
mq_packing_unpack (GBytes *packed, GBytes *model, GError **error)
{
  gsize size, model_size = 0, whole;
  const guchar *data = g_bytes_get_data (packed, &size);
  const guchar *model_data = model != NULL ? g_bytes_get_data (model, &model_size) : NULL;
  g_autofree guchar *document = NULL;
  Header header;
  gboolean good = size > HEADER_SIZE;

  if (good)
    {
      header = (Header) { read_number (data), read_number (data + 4), read_number (data + 8) };
      good = (gsize) header.head + header.tail <= model_size && header.middle <= LARGEST;
    }
  if (good)
    {
      whole = (gsize) header.head + header.middle + header.tail;
      document = g_malloc (whole + 1);
      good = inflate_middle (&header, packed, model_data, model_size, document + header.head);
    }
  if (!good)
    {
      g_set_error_literal (error, MQ_LIBRARY_ERROR, MQ_LIBRARY_ERROR_DAMAGED,
                           _ ("An earlier version of this review can’t be read any more"));
      return NULL;
    }
  if (header.head > 0)
    memcpy (document, model_data, header.head);
  if (header.tail > 0)
    memcpy (document + header.head + header.middle, model_data + model_size - header.tail,
            header.tail);
  return g_bytes_new_take (g_steal_pointer (&document), whole);
}
