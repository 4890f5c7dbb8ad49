import Glibc

/// Changes settings below `/proc/sys` of the calling thread's network namespace (sysctl(8)).
public enum SysctlWriter {
  /// Sets `key`, in which dots and slashes are as sysctl(8) writes them, to `value`.
  public static func set(_ key: String, to value: String) throws(KernelError) {
    let path = self.path(key)
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw failed("open", key, errno) }
    defer { close(file) }
    let bytes = Array((value + "\n").utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw failed("write", key, errno) }
  }

  /// The value of `key`; nil where this kernel has no such setting.
  public static func value(of key: String) -> String? { TextFile.text(path(key)) }

  private static func path(_ key: String) -> String {
    "/proc/sys/" + String(key.map { $0 == "." ? "/" : $0 == "/" ? "." : $0 })
  }

  private static func failed(_ call: String, _ key: String, _ error: Int32) -> KernelError {
    switch error {
    case EACCES, EPERM: .notPermitted(subject: "setting \(key)", needs: .netAdmin)
    case ENOENT: .unsupported(subject: "setting \(key)", module: "its feature")
    case _: .system(call: call, subject: key, errno: error)
    }
  }
}
