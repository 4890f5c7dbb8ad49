public import Cluster

/// Why a target cannot be diagnosed. Sentences are in `TargetError+Description.swift`.
public enum TargetError: Error, Sendable, Hashable {
  /// The text is none of the ways to name a target.
  case malformed(String)
  /// The snapshot has no such Service.
  case noSuchService(ObjectName)
  /// The snapshot has no such pod.
  case noSuchPod(ObjectName)
  /// The pod has no address yet.
  case podWithoutAddress(ObjectName)
  /// The Service has several ports; these.
  case whichPort(ObjectName, [String])
  /// The Service or pod has no port of this name or number; it has these.
  case noSuchPort(ObjectName, String, [String])
  /// The pod declares no port, so that one must be said.
  case noPort(ObjectName)
  /// The Service is only a name for another one.
  case externalName(ObjectName, String)
  /// Nobody recorded the kind of objects the target is one of.
  case notRecorded(String)
}
