#ifndef LEDEWATCH_CCURL_H
#define LEDEWATCH_CCURL_H

// The headers of libcurl, of the libraries for content codings, and of system calls that Swift's Glibc
// module lacks, and wrappers for functions that Swift cannot call: variadic ones and macros.

#include <brotli/decode.h>
#include <curl/curl.h>
#include <malloc.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <zlib.h>
#include <zstd.h>

static inline CURLcode curl_easy_set_long(CURL *easy, CURLoption option, long value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode curl_easy_set_string(CURL *easy, CURLoption option, const char *value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode curl_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode curl_easy_set_data(
    CURL *easy, CURLoption option, curl_write_callback value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode curl_easy_set_opensocket(CURL *easy, curl_opensocket_callback value) {
  return (curl_easy_setopt)(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

static inline CURLcode curl_easy_set_closesocket(CURL *easy, curl_closesocket_callback value) {
  return (curl_easy_setopt)(easy, CURLOPT_CLOSESOCKETFUNCTION, value);
}

static inline CURLcode curl_easy_set_prereq(CURL *easy, curl_prereq_callback value) {
  return (curl_easy_setopt)(easy, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode curl_easy_set_xferinfo(CURL *easy, curl_xferinfo_callback value) {
  return (curl_easy_setopt)(easy, CURLOPT_XFERINFOFUNCTION, value);
}

static inline CURLcode curl_easy_set_debug(CURL *easy, curl_debug_callback value) {
  return (curl_easy_setopt)(easy, CURLOPT_DEBUGFUNCTION, value);
}

static inline CURLcode curl_easy_set_off(CURL *easy, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(easy, option, value);
}

static inline CURLcode curl_easy_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode curl_easy_get_off(CURL *easy, CURLINFO info, curl_off_t *value) {
  return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLcode curl_easy_get_long(CURL *easy, CURLINFO info, long *value) {
  return (curl_easy_getinfo)(easy, info, value);
}

static inline CURLMcode curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return (curl_multi_setopt)(multi, option, value);
}

static inline CURLMcode curl_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
  return (curl_multi_setopt)(multi, option, value);
}

static inline CURLMcode curl_multi_set_socket(CURLM *multi, curl_socket_callback value) {
  return (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, value);
}

static inline CURLMcode curl_multi_set_timer(CURLM *multi, curl_multi_timer_callback value) {
  return (curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, value);
}

static inline CURLSHcode curl_share_set_data(CURLSH *share, curl_lock_data value) {
  return (curl_share_setopt)(share, CURLSHOPT_SHARE, value);
}

// Returns the result in a message, which is in a union.
static inline CURLcode curl_msg_result(const CURLMsg *message) { return message->data.result; }

static inline int inflate_begin(z_stream *stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}

static inline int epoll_set(int epoll, int operation, int socket, uint32_t events) {
  struct epoll_event event = {.events = events, .data = {.fd = socket}};
  return epoll_ctl(epoll, operation, socket, &event);
}

static inline int epoll_event_socket(const struct epoll_event *event) { return event->data.fd; }

#endif
