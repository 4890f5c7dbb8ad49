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
  /// `--weekdays`: a bit for each day, Monday is bit 1.
  public var weekdays = Inverted<UInt8>(0xfe)
  /// `--monthdays`: a bit for each day, from bit 1.
  public var monthDays = Inverted<UInt32>(0xffff_fffe)
  /// `--kerneltz`: the kernel's time zone instead of UTC.
  public var usesKernelZone = false
  /// `--contiguous`: a stop before the start is on the next day.
  public var isContiguous = false

  /// The match without any option.
  public init() {}
}
