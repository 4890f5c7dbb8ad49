import ArgumentParser
import PrometheusConfiguration

extension Configuration {
  /// The configuration at `path`, or the end of the command in Prometheus' words.
  static func loaded(_ path: String) throws -> Loaded {
    do throws(ConfigurationFault) {
      return try load(path, .live)
    } catch {
      let code: ExitCode = if case .unreadable = error { .notFound } else { .malformed }
      throw failure(code, error.description)
    }
  }
}
