/// One host of the snapshot, prepared for walking: its rules compiled, its tables indexed.
///
/// A reference, since programs compile their chains when a packet first visits them; it belongs to
/// one ``Simulator`` and is not shared between threads.
public final class HostModel {
  /// The name in the snapshot.
  public let name: String

  init(name: String) {
    self.name = name
  }
}
