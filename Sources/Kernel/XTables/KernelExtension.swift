import Firewall

/// A match that can be read from the structure that the kernel holds of it.
protocol KernelMatch: MatchExtension {
  /// The match; nil where revision or length are not known.
  init?(kernel blob: ExtensionBlob)
  /// The same, where a structure stands for matches of two names.
  static func read(_ blob: ExtensionBlob) -> (any MatchExtension)?
}

extension KernelMatch {
  static func read(_ blob: ExtensionBlob) -> (any MatchExtension)? { Self(kernel: blob) }
}

/// A target that can be read from the structure that the kernel holds of it.
protocol KernelTarget: TargetExtension {
  /// The target; nil where revision or length are not known.
  init?(kernel blob: ExtensionBlob)
  /// The same, where a structure stands for targets of two names.
  static func read(_ blob: ExtensionBlob) -> (any TargetExtension)?
}

extension KernelTarget {
  static func read(_ blob: ExtensionBlob) -> (any TargetExtension)? { Self(kernel: blob) }
}
