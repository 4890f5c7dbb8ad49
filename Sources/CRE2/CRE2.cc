#include "CRE2.h"

#include <re2/re2.h>

#include <new>
#include <vector>

struct cre2_expression {
  RE2 re2;
  cre2_expression(re2::StringPiece text, const RE2::Options &options) : re2(text, options) {}
};

static_assert(CRE2_INTERNAL == (int)RE2::ErrorInternal, "");
static_assert(CRE2_BAD_ESCAPE == (int)RE2::ErrorBadEscape, "");
static_assert(CRE2_BAD_CHARACTER_CLASS == (int)RE2::ErrorBadCharClass, "");
static_assert(CRE2_BAD_CHARACTER_RANGE == (int)RE2::ErrorBadCharRange, "");
static_assert(CRE2_MISSING_BRACKET == (int)RE2::ErrorMissingBracket, "");
static_assert(CRE2_MISSING_PARENTHESIS == (int)RE2::ErrorMissingParen, "");
static_assert(CRE2_UNEXPECTED_PARENTHESIS == (int)RE2::ErrorUnexpectedParen, "");
static_assert(CRE2_TRAILING_BACKSLASH == (int)RE2::ErrorTrailingBackslash, "");
static_assert(CRE2_REPEAT_ARGUMENT == (int)RE2::ErrorRepeatArgument, "");
static_assert(CRE2_REPEAT_SIZE == (int)RE2::ErrorRepeatSize, "");
static_assert(CRE2_REPEAT_OPERATOR == (int)RE2::ErrorRepeatOp, "");
static_assert(CRE2_BAD_PERL_OPERATOR == (int)RE2::ErrorBadPerlOp, "");
static_assert(CRE2_BAD_UTF8 == (int)RE2::ErrorBadUTF8, "");
static_assert(CRE2_BAD_NAMED_CAPTURE == (int)RE2::ErrorBadNamedCapture, "");
static_assert(CRE2_TOO_LARGE == (int)RE2::ErrorPatternTooLarge, "");

static re2::StringPiece piece(const uint8_t *bytes, size_t count) {
  return re2::StringPiece(count ? (const char *)bytes : "", count);
}

cre2_expression *cre2_compile(const uint8_t *bytes, size_t count, int64_t max_memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  return new (std::nothrow) cre2_expression(piece(bytes, count), options);
}

void cre2_free(cre2_expression *expression) { delete expression; }

int cre2_error_code(const cre2_expression *expression) { return (int)expression->re2.error_code(); }

const uint8_t *cre2_error_argument(const cre2_expression *expression, size_t *count) {
  const std::string &argument = expression->re2.error_arg();
  *count = argument.size();
  return (const uint8_t *)argument.data();
}

int cre2_group_count(const cre2_expression *expression) {
  return expression->re2.NumberOfCapturingGroups();
}

bool cre2_match(const cre2_expression *expression, const uint8_t *bytes, size_t count,
                size_t start, int64_t *offsets, int pairs) {
  enum { FEW = 16 };
  re2::StringPiece text = piece(bytes, count), few[FEW];
  std::vector<re2::StringPiece> many(pairs > FEW ? pairs : 0);
  re2::StringPiece *groups = pairs > FEW ? many.data() : few;
  if (!expression->re2.Match(text, start, count, RE2::UNANCHORED, groups, pairs)) return false;
  for (int i = 0; i < pairs; i++) {
    bool took_part = groups[i].data() != nullptr;
    offsets[2 * i] = took_part ? groups[i].data() - text.data() : -1;
    offsets[2 * i + 1] = took_part ? offsets[2 * i] + (int64_t)groups[i].size() : -1;
  }
  return true;
}
