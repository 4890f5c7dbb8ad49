/// What `Retry-After` asks for (RFC 9110 section 10.2.3).
enum RetryAfter {
  /// Seconds, or until a date; nil where it is neither. No pause is longer than a day.
  static func pause(_ text: String, now: Int) -> Duration? {
    if let seconds = Int(text) { return seconds >= 0 ? .seconds(min(seconds, 86_400)) : nil }
    guard let date = seconds(text) else { return nil }
    return .seconds(min(max(date - now, 0), 86_400))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT` (section 5.6.7) in seconds since 1970.
  private static func seconds(_ text: String) -> Int? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let year = Int(words[3]),
      let month = months.firstIndex(where: { $0 == words[2] }), (1970..<10_000).contains(year)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3 else { return nil }
    // Days from March on, so that leap days come last.
    let shifted = (month + 10) % 12
    let years = month < 2 ? year - 1 : year
    let days =
      365 * years + years / 4 - years / 100 + years / 400 + (153 * shifted + 2) / 5 + day - 719_469
    return days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }
}
