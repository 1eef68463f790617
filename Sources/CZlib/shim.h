// zlib for Swift, which cannot call the macros that begin a stream.

#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

static inline int gzip_inflate_begin(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

static inline int raw_inflate_begin(z_stream *stream) { return inflateInit2(stream, -15); }

static inline int gzip_deflate_begin(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
