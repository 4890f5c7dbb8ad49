#pragma once
#include <curl/curl.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/// libcurl's setters and getters are variadic, which Swift cannot call: one shim a type.

static inline CURLcode diagnose_setopt_long(CURL *handle, CURLoption option, long value) {
  return (curl_easy_setopt)(handle, option, value);
}
static inline CURLcode diagnose_setopt_size(CURL *handle, CURLoption option, int64_t value) {
  return (curl_easy_setopt)(handle, option, (curl_off_t)value);
}
static inline CURLcode diagnose_setopt_string(
    CURL *handle, CURLoption option, const char *value) {
  return (curl_easy_setopt)(handle, option, value);
}
static inline CURLcode diagnose_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return (curl_easy_setopt)(handle, option, value);
}
/// The bytes are copied by libcurl.
static inline CURLcode diagnose_setopt_blob(
    CURL *handle, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return (curl_easy_setopt)(handle, option, &blob);
}
static inline CURLcode diagnose_setopt_receiver(
    CURL *handle, CURLoption option, curl_write_callback callback) {
  return (curl_easy_setopt)(handle, option, callback);
}
static inline CURLcode diagnose_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return (curl_easy_getinfo)(handle, info, value);
}
static inline CURLcode diagnose_getinfo_size(CURL *handle, CURLINFO info, int64_t *value) {
  curl_off_t read = 0;
  CURLcode code = (curl_easy_getinfo)(handle, info, &read);
  *value = read;
  return code;
}
static inline CURLcode diagnose_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
  return (curl_easy_getinfo)(handle, info, value);
}
static inline CURLcode diagnose_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return (curl_easy_getinfo)(handle, info, value);
}
static inline CURLcode diagnose_getinfo_certificates(
    CURL *handle, const struct curl_certinfo **value) {
  *value = NULL;
  return (curl_easy_getinfo)(handle, CURLINFO_CERTINFO, value);
}
static inline CURLMcode diagnose_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
  return (curl_multi_setopt)(multi, option, value);
}
static inline CURLMcode diagnose_multi_on_socket(
    CURLM *multi, curl_socket_callback callback, void *context) {
  CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_SOCKETFUNCTION, callback);
  return code ? code : (curl_multi_setopt)(multi, CURLMOPT_SOCKETDATA, context);
}
static inline CURLMcode diagnose_multi_on_timer(
    CURLM *multi, curl_multi_timer_callback callback, void *context) {
  CURLMcode code = (curl_multi_setopt)(multi, CURLMOPT_TIMERFUNCTION, callback);
  return code ? code : (curl_multi_setopt)(multi, CURLMOPT_TIMERDATA, context);
}
/// How the transfer of a `CURLMSG_DONE` message ended: the field is a union in C.
static inline CURLcode diagnose_message_result(const CURLMsg *message) {
  return message->data.result;
}

enum {
  DIAGNOSE_SOCKET_TIMEOUT = CURL_SOCKET_TIMEOUT,
  /// What `CURLINFO_SSL_VERIFYRESULT` tells: `X509_V_ERR_*` of openssl/x509_vfy.h, which a machine
  /// with libcurl's headers need not have.
  DIAGNOSE_X509_NO_ISSUER = 2,
  DIAGNOSE_X509_BAD_SIGNATURE = 7,
  DIAGNOSE_X509_NOT_YET_VALID = 9,
  DIAGNOSE_X509_EXPIRED = 10,
  DIAGNOSE_X509_SELF_SIGNED = 18,
  DIAGNOSE_X509_SELF_SIGNED_CHAIN = 19,
  DIAGNOSE_X509_NO_LOCAL_ISSUER = 20,
  DIAGNOSE_X509_NO_LEAF_ISSUER = 21,
  DIAGNOSE_X509_HOSTNAME = 62,
};
