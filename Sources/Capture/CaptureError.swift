/// Why packets could not be captured or read.
public enum CaptureError: Error, Sendable, Hashable {
  /// libpcap refused: what it was asked for, and its own words.
  case library(subject: String, message: String)
}
