import PrometheusConfiguration
import Relabelling

extension TargetError: CustomStringConvertible {
  /// The sentence of Prometheus (`scrape.PopulateLabels`).
  public var description: String {
    switch self {
    case .noAddress: "no address"
    case .address(let address): "\(address.goQuoted) is not a valid hostname"
    case .interval(let rejection): "error parsing scrape interval: \(rejection.message)"
    case .zeroInterval: "scrape interval cannot be 0"
    case .timeout(let rejection): "error parsing scrape timeout: \(rejection.message)"
    case .zeroTimeout: "scrape timeout cannot be 0"
    case .timeoutAboveInterval(let timeout, let interval):
      "scrape timeout cannot be greater than scrape interval "
        + "(\(timeout.goQuoted) > \(interval.goQuoted))"
    case .value(let label):
      "invalid label value for \(label.name.goQuoted): \(label.value.goQuoted)"
    }
  }
}
