import ArgumentParser
import Kernel

extension KernelError {
  /// The exit code for this error, its sentence printed.
  var exit: ExitCode {
    switch self {
    case .notPermitted: failure(.privilege, description)
    case .noSuchNamespace, .noSuchProcess, .notANamespace: failure(.notFound, description)
    default: failure(.unavailable, description)
    }
  }
}
