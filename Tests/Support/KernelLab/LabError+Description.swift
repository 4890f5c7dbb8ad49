import Glibc

extension LabError: CustomStringConvertible {
  /// What failed, on what, and what to do.
  public var description: String {
    switch self {
    case .call(let name, let number):
      "\(name) failed: \(String(cString: strerror(number))) (errno \(number))"
    case .command(let arguments, let status, let output):
      "`\(arguments.joined(separator: " "))` ended with status \(status): \(output)"
    case .noCarrier(let name):
      "interface \(name) has no carrier after two seconds; is veth supported by this kernel?"
    case .needsRoot:
      "network namespaces need root; run the tests as root, or leave this suite out with "
        + "`swift test --skip KernelAgreementTests`"
    }
  }
}
