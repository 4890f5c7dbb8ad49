import ArgumentParser
import Kernel
import RouteSetup

/// Runs `body`; its error ends the command with a sentence.
func kernelErrors<Value>(_ body: () throws(KernelError) -> Value) throws -> Value {
  do throws(KernelError) { return try body() } catch { throw error.exit }
}

/// Runs `body`; its error ends the command with a sentence.
func setupErrors<Value>(_ body: () throws(RouteSetupError) -> Value) throws -> Value {
  do throws(RouteSetupError) { return try body() } catch { throw error.exit }
}

extension RouteSetupError {
  /// The exit code for this error, its sentence printed.
  var exit: ExitCode { failure(code, description) }

  private var code: ExitCode {
    switch self {
    case .notANetwork, .notAnAddress, .gatewaysDoNotMatch: .usage
    case .hostBits, .notRoutable, .familiesDiffer, .gatewayOffLink, .gatewayIsOwn, .overlapsLink,
      .overlapEachOther, .staleCluster, .staleHost, .notAPlan, .cannotPersist:
      .malformed
    case .nothingToReach, .noGateway, .noServiceGateway, .notRead: .undecided
    case .foreignRoute, .carriesSession: .blocked
    }
  }
}
