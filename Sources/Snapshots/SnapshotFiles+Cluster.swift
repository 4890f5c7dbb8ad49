extension SnapshotFiles {
  /// The files with the objects of the cluster, `cluster/KIND.json` and `.yaml`, by name.
  public func clusterFiles() throws(SnapshotError) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for file in list("cluster") {
      guard [".json", ".yaml", ".yml"].contains(where: file.hasSuffix),
        let bytes = try bytes("cluster/\(file)")
      else { continue }
      files.append((fullName("cluster/\(file)"), bytes))
    }
    return files
  }
}
