import CCurl
import Glibc

extension HTTPResponse {
  /// How long the server asks to be left alone: `Retry-After`, seconds or a date; nil where it does
  /// not. No pause is longer than a day.
  public var retryAfter: Duration? {
    self["Retry-After"].flatMap { Self.pause($0, now: time(nil)) }
  }

  /// What a field says (RFC 9110 section 10.2.3); nil where it is neither seconds nor a date.
  static func pause(_ text: String, now: Int) -> Duration? {
    if let seconds = Int(text) { return seconds >= 0 ? .seconds(min(seconds, 86_400)) : nil }
    // Of what curl_getdate(3) takes, only the form that the field has.
    guard text.hasSuffix(" GMT"), CurlLibrary.isLoaded else { return nil }
    let date = unsafe curl_getdate(text, nil)
    return date < 0 ? nil : .seconds(min(max(date - now, 0), 86_400))
  }
}
