#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// RE2 (re2/re2.h) behind C: one compiled expression a handle, bytes in, offsets out.

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled expression, or what is wrong with it. Matching does not change it: any number of
/// threads may match at once.
typedef struct cre2_expression cre2_expression;

/// `RE2::ErrorCode`, in its order; the compiler holds the two together.
enum cre2_error {
  CRE2_FINE = 0,
  CRE2_INTERNAL,
  CRE2_BAD_ESCAPE,
  CRE2_BAD_CHARACTER_CLASS,
  CRE2_BAD_CHARACTER_RANGE,
  CRE2_MISSING_BRACKET,
  CRE2_MISSING_PARENTHESIS,
  CRE2_UNEXPECTED_PARENTHESIS,
  CRE2_TRAILING_BACKSLASH,
  CRE2_REPEAT_ARGUMENT,
  CRE2_REPEAT_SIZE,
  CRE2_REPEAT_OPERATOR,
  CRE2_BAD_PERL_OPERATOR,
  CRE2_BAD_UTF8,
  CRE2_BAD_NAMED_CAPTURE,
  CRE2_TOO_LARGE,
};

/// Compiles UTF-8 `bytes` with Perl's syntax; NULL when memory is out. Free it with `cre2_free`.
cre2_expression *cre2_compile(const uint8_t *bytes, size_t count, int64_t max_memory);
void cre2_free(cre2_expression *expression);
/// What is wrong with it, `CRE2_FINE` when it can match.
int cre2_error_code(const cre2_expression *expression);
/// The piece that is wrong; the bytes live as long as the expression.
const uint8_t *cre2_error_argument(const cre2_expression *expression, size_t *count);
/// How many groups capture, the whole match not counted.
int cre2_group_count(const cre2_expression *expression);
/// Whether the expression matches anywhere in `bytes[start..<count]` (`^` is the start of `bytes`).
/// `offsets` takes `2 * pairs` numbers, begin and end of the match and of its groups; -1 for a
/// group that took no part. With 0 pairs nothing is written.
bool cre2_match(const cre2_expression *expression, const uint8_t *bytes, size_t count,
                size_t start, int64_t *offsets, int pairs);

#ifdef __cplusplus
}
#endif
