/// `-m time`: date, weekday and time of day.
public struct TimeMatch: MatchExtension {
  public static let name = "time"
  /// `--datestart`: seconds since 1970.
  public var dateStart: UInt32?
  /// `--datestop`.
  public var dateStop: UInt32?
  /// `--timestart`: seconds since midnight.
  public var timeStart: UInt32 = 0
  /// `--timestop`: the last second.
  public var timeStop: UInt32 = 86399
  /// `--weekdays`: a bit for each day, Monday is bit 1; `!` is resolved.
  public var weekdays: UInt8 = 0xfe
  /// `--monthdays`: a bit for each day, from bit 1; `!` is resolved.
  public var monthDays: UInt32 = 0xffff_fffe
  /// `--kerneltz`: the kernel's time zone instead of UTC.
  public var usesKernelZone = false
  /// `--contiguous`: a stop before the start is on the next day.
  public var isContiguous = false

  /// The match without any option.
  public init() {}
}

// MARK: Syntax

extension TimeMatch: MatchSyntax {
  static let options: [String] = [
    "datestart", "datestop", "timestart", "timestop", "weekdays", "monthdays", "kerneltz",
    "contiguous", "utc", "localtz",
  ]

  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool {
    switch option {
    case "datestart": dateStart = try CalendarText.date(try words.string())
    case "datestop": dateStop = try CalendarText.date(try words.string())
    case "timestart": timeStart = try CalendarText.time(try words.string())
    case "timestop": timeStop = try CalendarText.time(try words.string())
    case "weekdays":
      let days = try CalendarText.weekdays(try words.list())
      weekdays = words.inversion() ? ~days & 0xfe : days
    case "monthdays":
      let days = try CalendarText.monthDays(try words.list())
      monthDays = words.inversion() ? ~days & 0xffff_fffe : days
    case "kerneltz": usesKernelZone = true
    case "contiguous": isContiguous = true
    case "utc": usesKernelZone = false
    case "localtz": usesKernelZone = true
    case _: return false
    }
    return true
  }

  func write(to text: inout RuleText) {
    if timeStart != 0 || timeStop != 86_399 {
      text.option("timestart", CalendarText.time(timeStart))
      text.option("timestop", CalendarText.time(timeStop))
    }
    if monthDays != 0xffff_fffe { text.option("monthdays", CalendarText.monthDays(monthDays)) }
    if weekdays != 0xfe { text.option("weekdays", CalendarText.weekdays(weekdays)) }
    text.option("datestart", ifAny: dateStart.map { CalendarText.date($0) })
    text.option("datestop", ifAny: dateStop.map { CalendarText.date($0) })
    text.flag("kerneltz", if: usesKernelZone)
    text.flag("contiguous", if: isContiguous)
  }
}
