/// The value that ends a series (`value.StaleNaN` of Prometheus): a NaN told from others by its bits.
enum StaleMarker {
  static let value = Double(bitPattern: 0x7FF0_0000_0000_0002)
}
