import ArgumentParser
import Capture
import Kernel

/// The interfaces that the command line names, opened where they are.
struct CaptureSources {
  /// Their names; nil for all that are up.
  var interfaces: [String]?
  /// The namespaces; nil for this one.
  var namespaces: [String]?
  /// A filter of `pcap-filter(7)`.
  var filter: String?

  /// Opens every interface of every namespace, or ends the command with a sentence.
  func open() throws -> [PacketSource] {
    guard let namespaces else { return try sources(label: nil) }
    return try namespaces.flatMap { name -> [PacketSource] in
      do {
        return try NamedHost(parsing: name).namespace.perform { try sources(label: name) }
      } catch let error as KernelError {
        if case .notPermitted = error { throw failure(.privilege, error.description) }
        throw failure(.notFound, error.description)
      }
    }
  }

  /// The sources of the namespace this thread is in.
  private func sources(label: String?) throws -> [PacketSource] {
    let names = interfaces ?? PacketSource.interfacesUp()
    guard !names.isEmpty else { throw failure(.notFound, "no interface is up") }
    return try names.map { name in
      do throws(CaptureError) {
        return try PacketSource(
          interface: name, label: label.map { "\($0)/\(name)" }, filter: filter)
      } catch {
        throw failure(error.exitCode, error.description)
      }
    }
  }
}

extension CaptureError {
  /// What is missing or written wrongly.
  var exitCode: ExitCode {
    switch self {
    case .noSuchInterface: .notFound
    case .notPermitted: .privilege
    case .badFilter: .usage
    case .lost, .library: .internalFault
    }
  }
}
