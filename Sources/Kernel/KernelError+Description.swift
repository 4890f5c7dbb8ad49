import Glibc

extension KernelError: CustomStringConvertible {
  /// What failed, on which thing, and what to do.
  public var description: String {
    switch self {
    case .system(let call, let subject, let errno):
      "\(call) failed for \(subject): \(Self.text(errno))"
    case .refused(let subject, let errno, let said):
      "the kernel refused \(subject): \(Self.text(errno))" + (said.map { " (\($0))" } ?? "")
    case .notPermitted(let subject, let needs):
      "\(subject) needs \(needs.rawValue): run as root, or with that capability"
    case .unsupported(let subject, let module):
      "this kernel has no \(subject): \(module) is not built in or not loaded"
    case .malformed(let subject, let reason):
      "the kernel's answer about \(subject) cannot be read: \(reason)"
    case .changing(let subject, let attempts):
      "\(subject) changed during each of \(attempts) readings: try again when less is going on"
    case .overrun(let subject):
      "the kernel dropped messages about \(subject): they came faster than they were read"
    case .taken(let subject):
      "\(subject) has a reader already: end it, or choose another"
    case .silent(let subject):
      "the kernel did not answer about \(subject)"
    case .noSuchNamespace(let namespace):
      "there is no \(namespace): 'ip netns list' shows the named ones"
    case .notANamespace(let namespace):
      "\(namespace) is no network namespace any more: delete the file with 'ip netns delete', or "
        + "name a living one"
    case .noSuchProcess(let pid):
      "process \(pid) has ended, and its network namespace is not to be found by it"
    }
  }

  /// The C library's words for an error number (strerror(3)).
  static func text(_ errno: Int32) -> String {
    guard let words = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: words)
  }
}
