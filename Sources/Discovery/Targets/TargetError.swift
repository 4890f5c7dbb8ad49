public import PrometheusConfiguration
public import Relabelling

/// Why a target that no rule dropped cannot be scraped.
public enum TargetError: Error, Sendable, Hashable {
  case noAddress
  case address(ByteString)
  case interval(Rejection)
  case zeroInterval
  case timeout(Rejection)
  case zeroTimeout
  case timeoutAboveInterval(timeout: ByteString, interval: ByteString)
  case value(Label)
}
