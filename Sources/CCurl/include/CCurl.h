#pragma once
#include <curl/curl.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/// libcurl is not linked: it brings some forty libraries, which would double the start of every
/// command that asks nobody. The first call of curl_easy_init, curl_multi_init, curl_url or
/// curl_global_init loads it; they fail where it cannot be had, and this says why (else NULL).
const char *diagnose_curl_problem(void);

/// curl_url_get, whose first argument is const in some releases only.
CURLUcode diagnose_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags);

/// libcurl's setters and getters are variadic, which Swift cannot call: one shim a type.

CURLcode diagnose_setopt_long(CURL *handle, CURLoption option, long value);
CURLcode diagnose_setopt_size(CURL *handle, CURLoption option, int64_t value);
CURLcode diagnose_setopt_string(CURL *handle, CURLoption option, const char *value);
CURLcode diagnose_setopt_pointer(CURL *handle, CURLoption option, void *value);
/// The bytes are copied by libcurl.
CURLcode diagnose_setopt_blob(CURL *handle, CURLoption option, const void *bytes, size_t count);
CURLcode diagnose_setopt_receiver(CURL *handle, CURLoption option, curl_write_callback callback);
CURLcode diagnose_getinfo_long(CURL *handle, CURLINFO info, long *value);
CURLcode diagnose_getinfo_size(CURL *handle, CURLINFO info, int64_t *value);
CURLcode diagnose_getinfo_string(CURL *handle, CURLINFO info, const char **value);
CURLcode diagnose_getinfo_pointer(CURL *handle, CURLINFO info, void **value);
CURLcode diagnose_getinfo_certificates(CURL *handle, const struct curl_certinfo **value);
CURLMcode diagnose_multi_setopt_long(CURLM *multi, CURLMoption option, long value);
CURLMcode diagnose_multi_on_socket(CURLM *multi, curl_socket_callback callback, void *context);
CURLMcode diagnose_multi_on_timer(CURLM *multi, curl_multi_timer_callback callback, void *context);
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
