import CChildProcess
import Documents
import Foundation
import Glibc
import Transfer

extension ExecPlugin {
  /// Runs the program and reads what it hands out. Its questions and complaints go to the terminal.
  func run(for connection: ClusterConnection) throws(ClusterAccessError) -> ExecCredential {
    let isTerminal = isatty(STDIN_FILENO) == 1
    if interactiveMode == .always, !isTerminal {
      throw .plugin(
        self, reason: "it wants to ask (interactiveMode: Always), and standard input is no terminal"
      )
    }
    let mayAsk = interactiveMode != .never && isTerminal
    let output = try start(mayAsk: mayAsk, information: information(connection, mayAsk))
    do throws(ExecCredentialError) {
      return try ExecCredential(parsing: output, apiVersion: apiVersion)
    } catch {
      throw .plugin(self, reason: error.reason)
    }
  }

  private func start(
    mayAsk: Bool, information: String
  ) throws(ClusterAccessError) -> [UInt8] {
    var variables = ProcessInfo.processInfo.environment
    for variable in environment { variables[variable.name] = variable.value.text }
    variables["KUBERNETES_EXEC_INFO"] = information
    let words = Self.words([command] + arguments)
    let values = Self.words(variables.map { "\($0.key)=\($0.value)" })
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let output = ccp_memory_file()
    defer { for file in [nothing, output] where file >= 0 { close(file) } }
    var pid: Int32 = 0
    for _ in 0..<50 {
      pid = ccp_spawn_with(
        words, words.count, values, values.count, mayAsk ? 0 : 1,
        mayAsk ? STDIN_FILENO : nothing, output, STDERR_FILENO)
      // A script that is still open for writing in some child, as right after it was installed.
      guard pid == -ETXTBSY else { break }
      usleep(20_000)
    }
    guard pid > 0 else {
      let isMissing = pid == -ENOENT || pid == -EACCES
      throw isMissing ? failed(127) : .plugin(self, reason: "it cannot be started: errno \(-pid)")
    }
    // Someone may take as long to answer as they like; a plugin by itself may not.
    let status = ccp_wait(pid, mayAsk ? -1 : Int32(Self.seconds * 1000))
    if status == -ETIMEDOUT {
      throw .plugin(self, reason: "it was not done after \(Self.seconds) s")
    }
    guard status == 0 else { throw failed(status) }
    return Self.bytes(output)
  }

  private static let seconds = 60

  private static func words(_ words: [String]) -> [UInt8] {
    words.flatMap { Array($0.utf8) + [0] }
  }

  private static func bytes(_ file: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, ccp_size(file)))
    let count = ccp_read(file, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(0, count)))
  }

  private func failed(_ status: Int32) -> ClusterAccessError {
    guard status == 126 || status == 127 else {
      return .plugin(self, reason: "it ended with exit code \(status)")
    }
    let hint = installHint.isEmpty ? "" : ". Its kubeconfig says: \(installHint)"
    return .plugin(self, reason: "there is no such program, or it may not be run" + hint)
  }

  /// `KUBERNETES_EXEC_INFO`.
  private func information(_ connection: ClusterConnection, _ mayAsk: Bool) -> String {
    var spec: [Node.Member] = []
    if wantsClusterInfo {
      var cluster: [Node.Member] = [.init("server", Node(.string(connection.server)))]
      if let name = connection.tls.serverName {
        cluster.append(.init("tls-server-name", Node(.string(name))))
      }
      if !connection.tls.verifies { cluster.append(.init("insecure-skip-tls-verify", true)) }
      if let authority = authority(connection) {
        cluster.append(.init("certificate-authority-data", Node(.string(authority))))
      }
      if case .url(let url) = connection.proxy {
        cluster.append(.init("proxy-url", Node(.string(url))))
      }
      if let text = connection.execConfiguration, let node = try? Node(parsingJSON: text) {
        cluster.append(.init("config", node))
      }
      spec.append(.init("cluster", Node(.object(cluster))))
    }
    spec.append(.init("interactive", Node(.bool(mayAsk))))
    let information: Node = [
      "kind": "ExecCredential", "apiVersion": Node(.string(apiVersion)),
      "spec": Node(.object(spec)),
    ]
    return information.json
  }

  private func authority(_ connection: ClusterConnection) -> String? {
    switch connection.tls.authorities {
    case .system: nil
    case .data(let bytes): Data(bytes).base64EncodedString()
    case .file(let path):
      FileManager.default.contents(atPath: path)?.base64EncodedString()
    }
  }
}
