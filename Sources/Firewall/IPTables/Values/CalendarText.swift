/// Dates, times and days as the `time` match writes them. All in the Gregorian calendar, UTC.
enum CalendarText {
  /// Seconds since midnight of `HH:MM[:SS]`.
  static func time(_ text: String) throws(OptionProblem) -> UInt32 {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
    guard (2...3).contains(parts.count), let hours = parts[0], let minutes = parts[1],
      let seconds = parts.count == 3 ? parts[2] : 0, hours < 24, minutes < 60, seconds < 60
    else { throw .malformed("\(text) is not a time HH:MM:SS") }
    return hours * 3600 + minutes * 60 + seconds
  }

  /// `HH:MM:SS`.
  static func time(_ seconds: UInt32) -> String {
    "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// Seconds since 1970 of `YYYY[-MM[-DD[Thh[:mm[:ss]]]]]`.
  static func date(_ text: String) throws(OptionProblem) -> UInt32 {
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let days = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
    let clock = (halves.count > 1 ? halves[1] : "0").split(separator: ":").map { Int64($0) }
    guard (1...3).contains(days.count), (1...3).contains(clock.count), let year = days[0],
      let month = days.count > 1 ? days[1] : 1, let day = days.count > 2 ? days[2] : 1,
      let hours = clock[0], let minutes = clock.count > 1 ? clock[1] : 0,
      let seconds = clock.count > 2 ? clock[2] : 0, (1970...2105).contains(year),
      (1...12).contains(month), (1...31).contains(day), (0...23).contains(hours),
      (0...59).contains(minutes), (0...59).contains(seconds)
    else { throw .malformed("\(text) is not a date YYYY-MM-DDThh:mm:ss from 1970 to 2105") }
    let number = dayNumber(year: year, month: month, day: day)
    return UInt32(number * 86_400 + hours * 3600 + minutes * 60 + seconds)
  }

  /// `YYYY-MM-DDThh:mm:ss`.
  static func date(_ seconds: UInt32) -> String {
    let days = Int64(seconds / 86_400)
    var year: Int64 = 1970
    while dayNumber(year: year + 1, month: 1, day: 1) <= days { year += 1 }
    var month: Int64 = 1
    while month < 12, dayNumber(year: year, month: month + 1, day: 1) <= days { month += 1 }
    let day = days - dayNumber(year: year, month: month, day: 1) + 1
    return "\(year)-\(two(month))-\(two(day))T\(time(seconds % 86_400))"
  }

  /// Days since 1970-01-01.
  private static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  private static let weekdayNames = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Bits of `Mon,Tue` or `1,2`.
  static func weekdays(_ names: [String]) throws(OptionProblem) -> UInt8 {
    var bits: UInt8 = 0
    for name in names {
      let found = weekdayNames.firstIndex {
        !$0.isEmpty && name.count >= 2 && $0.lowercased().hasPrefix(name.lowercased().prefix(3))
      }
      guard let day = UInt8(name) ?? found.map(UInt8.init), (1...7).contains(day) else {
        throw .malformed("\(name) is not a weekday")
      }
      bits |= 1 << day
    }
    return bits
  }

  /// `Mon,Tue`.
  static func weekdays(_ bits: UInt8) -> String {
    (1...7).filter { bits >> $0 & 1 == 1 }.map { weekdayNames[$0] }.joined(separator: ",")
  }

  /// Bits of `1,15`.
  static func monthDays(_ names: [String]) throws(OptionProblem) -> UInt32 {
    var bits: UInt32 = 0
    for name in names {
      let digits = name.prefix { $0.isASCII && $0.isNumber }
      guard let day = UInt32(digits), (1...31).contains(day) else {
        throw .malformed("\(name) is not a day of a month")
      }
      bits |= 1 << day
    }
    return bits
  }

  /// `1,15`.
  static func monthDays(_ bits: UInt32) -> String {
    (1...31).filter { bits >> UInt32($0) & 1 == 1 }.map(String.init).joined(separator: ",")
  }

  private static func two(_ value: some BinaryInteger) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
