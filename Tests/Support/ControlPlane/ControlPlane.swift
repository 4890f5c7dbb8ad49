import CChildProcess
import Foundation
import Glibc

/// A kube-apiserver with its etcd on loopback ports the kernel chose, from `KUBEBUILDER_ASSETS`.
///
/// One serves a whole test process. Both programs end with it: their shell waits for its standard
/// input to close.
public final class ControlPlane: @unchecked Sendable {
  /// `https://127.0.0.1:PORT`.
  public let server: String
  /// Its folder: `pki/apiserver.crt`, `tokens.csv`.
  public let folder: String
  /// `http://127.0.0.1:PORT` of etcd.
  public let etcd: String
  private let assets: String
  private let port: Int
  private var apiServer: Int32 = 0
  private var inputs: [Int32] = []

  /// Who is known to the server by which token. Tests may grant rights to jane and reader, which others
  /// then see; nobody grants any to guest.
  public static let tokens = [
    "admin": "admintoken-0123456789", "jane": "janetoken-0123456789",
    "reader": "readertoken-0123456789", "guest": "guesttoken-0123456789",
  ]

  /// The folder of the binaries; nil, with the reason printed once, where there is none.
  public static let assets: String? = {
    guard let folder = ProcessInfo.processInfo.environment["KUBEBUILDER_ASSETS"], !folder.isEmpty
    else {
      print(
        "skipped: tests against a real kube-apiserver, because KUBEBUILDER_ASSETS is not set;"
          + " it names a folder with kube-apiserver and etcd (setup-envtest use -p path)")
      return nil
    }
    for program in ["kube-apiserver", "etcd"]
    where !FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)") {
      print("skipped: tests against a real kube-apiserver: there is no \(folder)/\(program)")
      return nil
    }
    return folder
  }()

  /// The server, started once.
  public static let shared = Result { try ControlPlane() }

  /// A server of the caller's own.
  public init() throws {
    guard let assets = Self.assets else { throw Failure.noAssets }
    self.assets = assets
    folder = NSTemporaryDirectory() + "diagnose-control-plane-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let ports = try Self.freePorts(3)
    port = ports[2]
    etcd = "http://127.0.0.1:\(ports[0])"
    server = "https://127.0.0.1:\(port)"
    let lines = Self.tokens.map { user, token in
      "\(token),\(user),\(user)" + (user == "admin" ? ",system:masters" : "")
    }
    try lines.joined(separator: "\n").write(
      toFile: "\(folder)/tokens.csv", atomically: true, encoding: .utf8)
    try Self.run("openssl", ["genrsa", "-out", "\(folder)/sa.key", "2048"])
    _ = try start(
      "etcd",
      [
        "--data-dir", "\(folder)/etcd", "--listen-client-urls", etcd,
        "--advertise-client-urls", etcd, "--listen-peer-urls", "http://127.0.0.1:\(ports[1])",
        "--unsafe-no-fsync", "--log-level", "error",
      ])
    try startAPIServer()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Starts the server, and waits until it is ready.
  public func startAPIServer() throws {
    apiServer = try start(
      "kube-apiserver",
      [
        "--etcd-servers=\(etcd)", "--bind-address=127.0.0.1", "--secure-port=\(port)",
        "--service-cluster-ip-range=10.43.0.0/16", "--cert-dir=\(folder)/pki",
        "--service-account-key-file=\(folder)/sa.key",
        "--service-account-signing-key-file=\(folder)/sa.key",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--token-auth-file=\(folder)/tokens.csv", "--authorization-mode=RBAC",
        "--disable-admission-plugins=ServiceAccount", "--etcd-compaction-interval=0",
      ])
    let deadline = Date().addingTimeInterval(240)
    while Date() < deadline {
      if try curl("/readyz").text == "ok" { return }
      usleep(200_000)
    }
    let log = (try? String(contentsOfFile: "\(folder)/kube-apiserver.log", encoding: .utf8)) ?? ""
    throw Failure.notReady(log: String(log.suffix(2000)))
  }

  /// Ends the server, as a crash would.
  public func killAPIServer() {
    guard apiServer > 0 else { return }
    // The server and the shell that watches over it are a process group of this test's own.
    kill(-apiServer, SIGKILL)
    _ = ccp_wait(apiServer, 10_000)
    apiServer = 0
  }

  private func start(_ program: String, _ arguments: [String]) throws -> Int32 {
    // Ends the program, and removes the folder, when this process's end of the pipe closes, however this process ends.
    let script = """
      exec 3<&0
      "$@" >>"\(folder)/\(program).log" 2>&1 </dev/null 3<&- & child=$!
      read -r _ <&3; kill $child; sleep 3; kill -9 $child; rm -rf "\(folder)"
      """
    var ends: [Int32] = [0, 0]
    // Unlike pipe(2), closed on exec from the first moment: no other child shall hold it open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw Failure.program("socketpair", errno)
    }
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { for file in [ends[0], nothing] { close(file) } }
    let words = ["sh", "-c", script, "sh", "\(assets)/\(program)"] + arguments
    let text: [UInt8] = words.flatMap { word in Array(word.utf8) + [0] }
    let pid = ccp_spawn(text, text.count, ends[0], nothing, nothing)
    guard pid > 0 else { throw Failure.program(program, -pid) }
    inputs.append(ends[1])
    return pid
  }
}

extension ControlPlane {
  /// Asks the server with curl, which is not what is being tested.
  @discardableResult
  public func curl(
    _ path: String, method: String = "GET", body: String? = nil, user: String = "admin",
    contentType: String = "application/json"
  ) throws -> (text: String, status: Int) {
    // kube-apiserver indents its answers for a client named curl, and 1.20 built with Go 1.19 dies
    // of that (reflect2 before 1.0.2).
    var arguments = [
      "-sk", "-A", "diagnose-tests", "-m", "20", "-X", method, "-H",
      "Authorization: Bearer \(Self.tokens[user] ?? "")",
      "-H", "Content-Type: \(contentType)", "-w", "\n%{http_code}", server + path,
    ]
    if body != nil { arguments += ["--data-binary", "@-"] }
    let lines = try Self.run("curl", arguments, input: body, mayFail: true)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.dropLast().joined(separator: "\n"), Int(lines.last ?? "") ?? 0)
  }

  /// What `kubectl apply -f -` does, by server-side apply: each document of a manifest.
  public func apply(_ manifest: String, path: (String) -> String) throws {
    for document in manifest.split(separator: "---\n") {
      let answer = try curl(
        path(String(document)) + "?fieldManager=test&force=true", method: "PATCH",
        body: String(document), contentType: "application/apply-patch+yaml")
      guard (200..<300).contains(answer.status) else { throw Failure.refused(answer.text) }
    }
  }

  /// Makes etcd forget all revisions before the current one.
  public func compact() throws {
    let status = try Self.run(
      "curl", ["-s", "-X", "POST", "\(etcd)/v3/maintenance/status", "-d", "{}"])
    guard let start = status.firstRange(of: "\"revision\":\"") else {
      throw Failure.refused(status)
    }
    let revision = status[start.upperBound...].prefix { $0.isNumber }
    try Self.run(
      "curl",
      [
        "-s", "-X", "POST", "\(etcd)/v3/kv/compaction", "-d",
        "{\"revision\":\"\(revision)\",\"physical\":true}",
      ])
  }

  @discardableResult
  public static func run(
    _ program: String, _ arguments: [String], input: String? = nil, mayFail: Bool = false
  ) throws -> String {
    let files = (0..<3).map { _ in ccp_memory_file() }
    defer { for file in files { close(file) } }
    let bytes = Array((input ?? "").utf8)
    _ = ccp_fill(files[0], bytes, bytes.count)
    let text: [UInt8] = ([program] + arguments).flatMap { word in Array(word.utf8) + [0] }
    let pid = ccp_spawn(text, text.count, files[0], files[1], files[2])
    let status = pid > 0 ? ccp_wait(pid, 120_000) : pid
    guard mayFail || status == 0 else { throw Failure.program(program, status) }
    var output = [UInt8](repeating: 0, count: max(0, ccp_size(files[1])))
    let count = ccp_read(files[1], &output, output.count, 0)
    return String(decoding: output.prefix(max(0, count)), as: UTF8.self)
  }

  private static func freePorts(_ count: Int) throws -> [Int] {
    let text = try run(
      "python3",
      [
        "-c",
        "import socket\ns=[socket.create_server(('127.0.0.1',0)) for _ in range(\(count))]\n"
          + "print(*[x.getsockname()[1] for x in s])",
      ])
    return text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
  }

  /// Why there is no server.
  public enum Failure: Error {
    case noAssets
    case notReady(log: String)
    case refused(String)
    case program(String, Int32)
  }
}
