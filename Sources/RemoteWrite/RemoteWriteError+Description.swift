import Glibc

extension RemoteWriteError: CustomStringConvertible {
  /// What failed, on which file, and what to do.
  public var description: String {
    switch self {
    case .system(let call, let path, let errno): "\(call) \(path): \(Self.words(errno))"
    case .locked(let path):
      "\(path) belongs to an agent that is running: stop it, or give this one a folder of its own"
        + " with --storage"
    case .foreign(let path):
      "\(path) was not written by this program: name another folder with --storage"
    case .transfer(let reason): reason
    }
  }

  private static func words(_ errno: Int32) -> String {
    switch errno {
    case ENOSPC: "no space is left: samples are not kept until there is"
    case EDQUOT: "the quota is used up: samples are not kept until there is room"
    case EACCES, EPERM: "permission denied: name a folder that may be written with --storage"
    case EROFS: "the file system is read-only: name another folder with --storage"
    case ENOENT: "no such file or directory"
    case ENOTDIR: "not a folder"
    case EISDIR: "a folder, not a file"
    case EFBIG: "the file would be too large"
    case EIO: "the device failed"
    case _: "errno \(errno)"
    }
  }
}
