import Glibc

/// A part of the kernel that may have to be loaded. Asking for it would make the kernel load it
/// (request_module), which a reader must not.
enum KernelModule {
  /// Throws where asking for `name` would load it.
  static func check(_ name: String, for subject: String) throws(KernelError) {
    if isLoadable(name) { throw .unsupported(subject: subject, module: name) }
  }

  private static func isLoadable(_ name: String) -> Bool {
    guard FileStatus.inode(of: "/sys/module/\(name)") == nil,
      let loaded = TextFile.text("/proc/modules"), !loaded.isEmpty
    else { return false }
    let folder = "/lib/modules/\(TextFile.text("/proc/sys/kernel/osrelease") ?? "")"
    guard let built = TextFile.text("\(folder)/modules.builtin") else {
      // A kernel with modules, and nothing says that this one is built in.
      return true
    }
    return !built.contains("/\(name).ko")
  }
}
