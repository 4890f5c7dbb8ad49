import Glibc

extension ErrorNumber {
  public static let connectionRefused = ErrorNumber(rawValue: ECONNREFUSED)
  public static let connectionReset = ErrorNumber(rawValue: ECONNRESET)
  public static let hostUnreachable = ErrorNumber(rawValue: EHOSTUNREACH)
  public static let networkUnreachable = ErrorNumber(rawValue: ENETUNREACH)
  public static let accessDenied = ErrorNumber(rawValue: EACCES)
  public static let notPermitted = ErrorNumber(rawValue: EPERM)
  public static let invalidArgument = ErrorNumber(rawValue: EINVAL)
  public static let addressNotAvailable = ErrorNumber(rawValue: EADDRNOTAVAIL)
  public static let tooManyFiles = ErrorNumber(rawValue: EMFILE)
  public static let timedOut = ErrorNumber(rawValue: ETIMEDOUT)
}
