/// A rule or more for each match, target and option of IPv4.
enum IPTablesRules4 {
  /// `table|rule`, one a line. After `~` only the round trip of what was saved is compared: iptables
  /// itself saves another number or order than was written.
  static let text = #"""
    filter|-A FORWARD -s 10.0.0.0/8 -d 192.168.0.1 -i eth0 -o cali+ -p tcp -j ACCEPT
    filter|-A FORWARD ! -s 10.0.0.0/255.0.255.0 ! -d 1.2.3.4 ! -i eth0 ! -o wg+ ! -p udp -j DROP
    filter|-A FORWARD -s 10 -j ACCEPT
    filter|-A FORWARD -s 10.1.2.3,10.4.0.0/16 -d 1.1.1.1,2.2.2.2 -j ACCEPT
    filter|-A FORWARD ! -s 0.0.0.0/0 -j ACCEPT
    filter|-A FORWARD -p 47 -j ACCEPT
    filter|-A FORWARD -p 253 -j ACCEPT
    filter|-A FORWARD -p vrrp -j ACCEPT
    filter|-A FORWARD -p ipip -j ACCEPT
    filter|-A FORWARD -p 4 -j ACCEPT
    filter|-A FORWARD -p ipcomp -j ACCEPT
    filter|-A FORWARD -p all -j RETURN
    filter|-A FORWARD -f -j DROP
    filter|-A FORWARD ! -f -j DROP
    filter|-A FORWARD
    filter|-A FORWARD -g OTHER
    filter|-A FORWARD -j OTHER
    filter|-A FORWARD -m addrtype --src-type LOCAL
    filter|-A FORWARD -m addrtype ! --src-type UNICAST,LOCAL --dst-type BROADCAST,MULTICAST
    filter|-A INPUT -m addrtype --dst-type LOCAL --limit-iface-in
    filter|-A OUTPUT -m addrtype --dst-type LOCAL --limit-iface-out
    filter|-A FORWARD -m comment --comment simple
    filter|-A FORWARD -m comment --comment "two words"
    filter|-A FORWARD -m comment --comment "it's a \"quote\" and a back\\slash"
    filter|-A FORWARD -m comment --comment "a/b:c"
    filter|-A FORWARD -m comment --comment ""
    filter|-A FORWARD -m comment --comment "ünï"
    filter|-A FORWARD -m connbytes --connbytes 1000:2000 --connbytes-dir both --connbytes-mode bytes
    filter|-A FORWARD -m connbytes ! --connbytes 10:20 --connbytes-dir original --connbytes-mode packets
    filter|-A FORWARD -m connbytes --connbytes 5 --connbytes-dir reply --connbytes-mode avgpkt
    filter|-A FORWARD -m connbytes --connbytes :5 --connbytes-dir reply --connbytes-mode avgpkt
    filter|-A FORWARD -m connlabel --label 40
    filter|-A FORWARD -m connlabel ! --label 40 --set
    filter|-A FORWARD -m connlimit --connlimit-above 3
    filter|-A FORWARD -m connlimit ! --connlimit-above 3 --connlimit-mask 24 --connlimit-daddr
    filter|-A FORWARD -m connlimit --connlimit-upto 3 --connlimit-mask 0 --connlimit-saddr
    filter|-A FORWARD -m connmark --mark 1
    filter|-A FORWARD -m connmark ! --mark 0x10/0xf0
    filter|-A FORWARD -m conntrack --ctstate NEW
    filter|-A FORWARD -m conntrack ! --ctstate ESTABLISHED,RELATED,INVALID,NEW,UNTRACKED,SNAT,DNAT
    filter|-A FORWARD -m conntrack --ctproto 6 --ctorigsrc 10.0.0.0/8 ! --ctorigdst 1.2.3.4 --ctreplsrc 1.1.1.0/24 --ctrepldst 2.2.2.2
    filter|-A FORWARD -m conntrack --ctproto udp --ctorigsrcport 53 ! --ctorigdstport 100:200 --ctreplsrcport 1 --ctrepldstport 5:6
    filter|-A FORWARD -m conntrack --ctstatus ASSURED,SEEN_REPLY
    filter|-A FORWARD -m conntrack ! --ctstatus NONE
    filter|-A FORWARD -m conntrack --ctstatus EXPECTED,CONFIRMED --ctexpire 100:200
    filter|-A FORWARD -m conntrack ! --ctexpire 5 --ctdir REPLY
    filter|-A FORWARD -m conntrack --ctdir ORIGINAL --ctstate NEW
    filter|-A FORWARD -m cpu --cpu 1
    filter|-A FORWARD -m cpu ! --cpu 0
    filter|-A INPUT -m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef
    filter|-A INPUT -m cluster --cluster-total-nodes 4 ! --cluster-local-nodemask 0x3 --cluster-hash-seed 1
    filter|-A OUTPUT -m cgroup --cgroup 1
    filter|-A OUTPUT -m cgroup ! --cgroup 1048577
    filter|-A FORWARD -m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"
    filter|-A FORWARD -p dccp -m dccp --sport 1:5 ! --dport 7
    filter|-A FORWARD -p dccp -m dccp --dccp-types REQUEST,RESET
    filter|-A FORWARD -p dccp -m dccp ! --dccp-types INVALID --dccp-option 4
    filter|-A FORWARD -m devgroup --src-group 1
    filter|-A FORWARD -m devgroup ! --dst-group 0x10/0xf0
    filter|-A FORWARD -m dscp --dscp 0x2e
    filter|-A FORWARD -m dscp ! --dscp-class AF11
    filter|-A FORWARD -m dscp --dscp-class CS3
    filter|-A FORWARD -m dscp --dscp-class EF
    filter|-A FORWARD -p tcp -m ecn --ecn-tcp-cwr ! --ecn-tcp-ece --ecn-ip-ect 1
    filter|-A FORWARD -p tcp -m ecn ! --ecn-tcp-cwr
    filter|-A FORWARD -m ecn ! --ecn-ip-ect 2
    filter|-A FORWARD -p esp -m esp --espspi 100:200
    filter|-A FORWARD -p esp -m esp ! --espspi 7
    filter|-A FORWARD -p esp -m esp
    filter|-A FORWARD -p ah -m ah --ahspi 100:200
    filter|-A FORWARD -p ah -m ah ! --ahspi 5
    filter|-A FORWARD -p ipcomp -m ipcomp --ipcompspi 18
    filter|-A FORWARD -p ipcomp -m ipcomp ! --ipcompspi 1:5
    filter|-A FORWARD -m hashlimit --hashlimit-upto 10/sec --hashlimit-name foo
    filter|-A FORWARD -m hashlimit --hashlimit-above 5/min --hashlimit-burst 20 --hashlimit-mode srcip,dstport --hashlimit-name bar --hashlimit-htable-size 100 --hashlimit-htable-max 1000 --hashlimit-htable-gcinterval 500 --hashlimit-htable-expire 6000 --hashlimit-srcmask 24 --hashlimit-dstmask 16
    filter|-A FORWARD -m hashlimit --hashlimit-upto 512kb/s --hashlimit-mode srcip --hashlimit-name b1
    filter|-A FORWARD -m hashlimit --hashlimit-above 1mb/s --hashlimit-burst 2mb --hashlimit-mode dstip,srcport --hashlimit-name b2
    ~filter|-A FORWARD -m hashlimit --hashlimit-upto 1000b/s --hashlimit-name b3
    filter|-A FORWARD -m hashlimit --hashlimit-upto 3/hour --hashlimit-name h1 --hashlimit-mode srcip
    ~filter|-A FORWARD -m hashlimit --hashlimit-upto 3/day --hashlimit-burst 1 --hashlimit-name h2 --hashlimit-htable-expire 86400000
    filter|-A FORWARD -m hashlimit --hashlimit-above 100/sec --hashlimit-rate-match --hashlimit-rate-interval 5 --hashlimit-mode srcip --hashlimit-name r1
    filter|-A FORWARD -m hashlimit --hashlimit 7/sec --hashlimit-mode srcip --hashlimit-name old1
    filter|-A FORWARD -m helper --helper ftp
    filter|-A FORWARD -m helper ! --helper "ftp-21"
    filter|-A FORWARD -p icmp --icmp-type 8
    filter|-A FORWARD -p icmp -m icmp --icmp-type 3/1
    filter|-A FORWARD -p icmp -m icmp ! --icmp-type echo-reply
    filter|-A FORWARD -p icmp -m icmp --icmp-type port-unreachable
    filter|-A FORWARD -p icmp -m icmp --icmp-type any
    filter|-A FORWARD -p icmp -m icmp --icmp-type fragmentation-needed
    filter|-A FORWARD -p icmp -m icmp --icmp-type ttl-zero-during-transit
    filter|-A FORWARD -m iprange --src-range 10.0.0.1-10.0.0.9
    filter|-A FORWARD -m iprange ! --src-range 10.0.0.1-10.0.0.9 --dst-range 1.1.1.1-2.2.2.2
    filter|-A FORWARD -m length --length 100
    filter|-A FORWARD -m length ! --length 100:200
    filter|-A FORWARD -m length --length :200
    filter|-A FORWARD -m length --length 200:
    filter|-A FORWARD -m limit
    filter|-A FORWARD -m limit --limit 10/min --limit-burst 10
    filter|-A FORWARD -m limit --limit 1/s
    filter|-A FORWARD -m limit --limit 7/hour --limit-burst 5
    filter|-A FORWARD -m limit --limit 1000/sec --limit-burst 1
    filter|-A FORWARD -m limit --limit 3/day
    filter|-A FORWARD -m limit --limit 10000/s
    filter|-A FORWARD -m limit --limit 7
    filter|-A FORWARD -m limit --limit 90/min
    filter|-A FORWARD -m limit --limit 6000/minute
    filter|-A FORWARD -m mac --mac-source aa:bb:CC:dd:ee:01
    filter|-A FORWARD -m mac ! --mac-source 00:11:22:33:44:55
    filter|-A FORWARD -m mark --mark 0x1
    filter|-A FORWARD -m mark ! --mark 64/0xf0
    filter|-A FORWARD -m mark --mark 017
    filter|-A FORWARD -m mark --mark 0/0x1
    filter|-A FORWARD -p tcp -m multiport --dports 80,443,8000:8080
    filter|-A FORWARD -p udp -m multiport ! --sports 53,123
    filter|-A FORWARD -p tcp -m multiport --ports 1:2
    filter|-A FORWARD -p tcp -m multiport --dports ssh,http
    filter|-A OUTPUT -m owner --uid-owner 1000
    filter|-A OUTPUT -m owner ! --uid-owner 0-99 --gid-owner 5
    filter|-A OUTPUT -m owner --socket-exists
    filter|-A OUTPUT -m owner ! --socket-exists
    filter|-A OUTPUT -m owner ! --gid-owner 5-6 --suppl-groups
    filter|-A FORWARD -m physdev --physdev-in eth0 --physdev-is-bridged
    filter|-A FORWARD -m physdev ! --physdev-in veth+ --physdev-out eth1 --physdev-is-bridged
    filter|-A FORWARD -m physdev --physdev-is-in ! --physdev-is-bridged
    filter|-A FORWARD -m physdev --physdev-is-bridged --physdev-is-out
    filter|-A FORWARD -m pkttype --pkt-type broadcast
    filter|-A FORWARD -m pkttype ! --pkt-type unicast
    filter|-A FORWARD -m pkttype --pkt-type multicast
    filter|-A FORWARD -m policy --dir in --pol ipsec
    filter|-A FORWARD -m policy --dir out --pol none
    filter|-A FORWARD -m policy --dir in --pol ipsec --strict --reqid 1 --spi 0x10 --proto esp --mode tunnel --tunnel-src 10.0.0.0/8 --tunnel-dst 1.2.3.4 --next --reqid 2 ! --proto ah
    filter|-A FORWARD -m quota --quota 10000
    filter|-A FORWARD -m quota ! --quota 5
    filter|-A FORWARD -m realm --realm 0x10
    filter|-A FORWARD -m realm ! --realm 0x10/0xf0
    filter|-A FORWARD -m realm --realm 5
    filter|-A FORWARD -m realm --realm 0
    filter|-A FORWARD -m realm ! --realm 0/0xff
    filter|-A FORWARD -m devgroup --src-group 0
    filter|-A FORWARD -m devgroup ! --dst-group default
    filter|-A FORWARD -m connbytes ! --connbytes 7:7 --connbytes-dir both --connbytes-mode bytes
    filter|-A FORWARD -m recent --set
    filter|-A FORWARD -m recent --rcheck --seconds 60 --hitcount 4 --name SSH --rttl --rdest
    filter|-A FORWARD -m recent ! --update --seconds 60 --name X --mask 255.255.255.0 --rsource
    filter|-A FORWARD -m recent --remove --name X
    filter|-A FORWARD -m recent --update --seconds 30 --reap --name Y
    raw|-A PREROUTING -m rpfilter
    raw|-A PREROUTING -m rpfilter --loose --validmark --accept-local --invert
    raw|-A PREROUTING -m rpfilter --invert
    filter|-A FORWARD -p sctp -m sctp --sport 1 ! --dport 5:6
    filter|-A FORWARD -p sctp -m sctp --chunk-types any DATA:Be,INIT
    filter|-A FORWARD -p sctp -m sctp ! --chunk-types only ALL
    filter|-A FORWARD -p sctp -m sctp --chunk-types all ABORT:T,SHUTDOWN_COMPLETE:t
    filter|-A FORWARD -p sctp -m sctp --chunk-types any ASCONF,ASCONF_ACK,FORWARD_TSN
    filter|-A FORWARD -m set --match-set S1 src
    filter|-A FORWARD -m set ! --match-set S1 dst,src
    filter|-A FORWARD -m set --match-set S1 src --return-nomatch
    filter|-A FORWARD -m set --match-set S1 src ! --update-counters
    filter|-A FORWARD -m set --match-set S1 src ! --update-subcounters
    filter|-A FORWARD -m set --match-set S1 src --packets-eq 1 --bytes-gt 5
    filter|-A FORWARD -m set --match-set S1 src ! --packets-eq 1 ! --bytes-eq 5
    filter|-A FORWARD -m set --match-set S1 src,dst,src --packets-lt 3 --bytes-lt 2
    mangle|-A PREROUTING -m socket
    mangle|-A PREROUTING -m socket --transparent --nowildcard --restore-skmark
    mangle|-A PREROUTING -p tcp -m socket --nowildcard
    filter|-A FORWARD -m state --state NEW,ESTABLISHED
    filter|-A FORWARD -m state ! --state INVALID
    filter|-A FORWARD -m state --state UNTRACKED
    filter|-A FORWARD -m statistic --mode random --probability 0.5
    filter|-A FORWARD -m statistic --mode random --probability 0.33333333349
    filter|-A FORWARD -m statistic --mode random ! --probability 0.1
    filter|-A FORWARD -m statistic --mode random --probability 1
    filter|-A FORWARD -m statistic --mode random --probability 0
    filter|-A FORWARD -m statistic --mode nth --every 3
    filter|-A FORWARD -m statistic --mode nth ! --every 5 --packet 2
    filter|-A FORWARD -m string --string "hello" --algo bm
    filter|-A FORWARD -m string ! --string "GET /x" --algo kmp --from 10 --to 100 --icase
    filter|-A FORWARD -m string --hex-string "|0d 0a|ab|00|" --algo bm
    filter|-A FORWARD -m string --hex-string "|4142|" --algo bm
    filter|-A FORWARD -m string --string "a\"b" --algo bm
    filter|-A FORWARD -p tcp --dport 80
    filter|-A FORWARD -p tcp --dport http --sport 1024:
    ~filter|-A FORWARD -p tcp -m tcp ! --sport 1:5 ! --dport :80
    filter|-A FORWARD -p tcp -m tcp --syn
    filter|-A FORWARD -p tcp -m tcp ! --syn
    filter|-A FORWARD -p tcp -m tcp --tcp-flags ALL NONE
    filter|-A FORWARD -p tcp -m tcp --tcp-flags SYN,RST,ACK SYN,ACK --tcp-option 2
    filter|-A FORWARD -p tcp -m tcp ! --tcp-flags FIN,URG,PSH FIN ! --tcp-option 8
    filter|-A FORWARD -p tcp -m tcp
    filter|-A FORWARD -p tcp -m comment --comment x -m tcp --dport 5
    filter|-A FORWARD -p tcp -m comment --comment x --dport 5
    filter|-A FORWARD -p tcp -m comment --dport 5 --comment x
    filter|-A FORWARD -p tcp -m tcp --dport 0:65535
    filter|-A FORWARD -p udp --dport 53
    filter|-A FORWARD -p udp -m udp ! --sport 1:5 --dport 8472
    filter|-A FORWARD -p tcp -m tcpmss --mss 1400
    filter|-A FORWARD -p tcp -m tcp --syn -m tcpmss ! --mss 1:536
    ~filter|-A FORWARD -m time --timestart 08:00 --timestop 17:30:15
    ~filter|-A FORWARD -m time --weekdays Mon,Tue,Fr
    ~filter|-A FORWARD -m time ! --weekdays 6,7
    ~filter|-A FORWARD -m time --monthdays 1,15,31
    ~filter|-A FORWARD -m time ! --monthdays 2
    ~filter|-A FORWARD -m time --datestart 2020-01-02T03:04:05 --datestop 2030-12-31
    ~filter|-A FORWARD -m time --datestart 2024-02-29
    ~filter|-A FORWARD -m time --timestart 22:00 --timestop 06:00 --contiguous --kerneltz
    ~filter|-A FORWARD -m time --timestart 22:00
    ~filter|-A FORWARD -m time
    filter|-A FORWARD -m tos --tos 0x10
    filter|-A FORWARD -m tos ! --tos 0x10/0x3f
    filter|-A FORWARD -m tos --tos Minimize-Delay
    filter|-A FORWARD -m ttl --ttl-eq 64
    filter|-A FORWARD -m ttl ! --ttl-eq 64
    filter|-A FORWARD -m ttl --ttl-lt 5
    filter|-A FORWARD -m ttl --ttl-gt 5
    filter|-A FORWARD -m u32 --u32 "6 & 0xFF = 1 && 4 & 0x3FFF = 0 && 0 >> 22 & 0x3C @ 0 >> 24 = 0:5,8"
    filter|-A FORWARD -m u32 ! --u32 "0=0x10&&8<<4=1:2"
    filter|-A FORWARD -j ACCEPT
    filter|-A FORWARD -j DROP
    filter|-A FORWARD -j QUEUE
    filter|-A INPUT -j REJECT
    filter|-A INPUT -j REJECT --reject-with icmp-net-unreachable
    filter|-A INPUT -j REJECT --reject-with host-unreach
    filter|-A INPUT -j REJECT --reject-with icmp-proto-unreachable
    filter|-A INPUT -j REJECT --reject-with icmp-net-prohibited
    filter|-A INPUT -j REJECT --reject-with icmp-host-prohibited
    filter|-A INPUT -j REJECT --reject-with icmp-admin-prohibited
    filter|-A INPUT -p tcp -j REJECT --reject-with tcp-reset
    mangle|-A PREROUTING -j MARK --set-mark 0x1
    mangle|-A PREROUTING -j MARK --set-mark 0x1/0xff
    mangle|-A PREROUTING -j MARK --set-xmark 0x4000/0x4000
    mangle|-A PREROUTING -j MARK --and-mark 0xff
    mangle|-A PREROUTING -j MARK --or-mark 0x80
    mangle|-A PREROUTING -j MARK --xor-mark 0x4000
    mangle|-A PREROUTING -j CONNMARK --set-mark 0x1
    mangle|-A PREROUTING -j CONNMARK --set-mark 0x1/0xff
    mangle|-A PREROUTING -j CONNMARK --set-xmark 0x1/0xff
    mangle|-A PREROUTING -j CONNMARK --and-mark 0xff
    mangle|-A PREROUTING -j CONNMARK --or-mark 0xff
    mangle|-A PREROUTING -j CONNMARK --xor-mark 0xff
    mangle|-A PREROUTING -j CONNMARK --save-mark
    mangle|-A PREROUTING -j CONNMARK --restore-mark
    mangle|-A PREROUTING -j CONNMARK --save-mark --mask 0xff
    mangle|-A PREROUTING -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff00
    mangle|-A PREROUTING -j CONNMARK --set-mark 0x1 --left-shift-mark 4
    mangle|-A PREROUTING -j CONNMARK --restore-mark --right-shift-mark 8
    raw|-A PREROUTING -j CT --notrack
    raw|-A PREROUTING -j CT --ctevents new,destroy
    raw|-A PREROUTING -j CT --expevents new
    raw|-A PREROUTING -j CT --zone 5
    raw|-A PREROUTING -j CT --zone-orig 5
    raw|-A PREROUTING -j CT --zone-reply mark
    raw|-A PREROUTING -j CT --zone mark
    raw|-A PREROUTING -p tcp -j CT --helper ftp
    raw|-A PREROUTING -j NOTRACK
    raw|-A PREROUTING -j TRACE
    nat|-A PREROUTING -j DNAT --to-destination 10.0.0.1
    nat|-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1:80
    nat|-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1-10.0.0.9:80-90
    nat|-A PREROUTING -p tcp -j DNAT --to-destination :8080
    nat|-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1:5000-5010/80
    nat|-A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1:5000 --random --persistent
    nat|-A POSTROUTING -j SNAT --to-source 1.2.3.4
    nat|-A POSTROUTING -p tcp -j SNAT --to-source 1.2.3.4-1.2.3.9:1024-65535 --random
    nat|-A POSTROUTING -j SNAT --to-source 1.2.3.4 --random-fully --persistent
    nat|-A POSTROUTING -p tcp -j SNAT --to-source :1024-2048
    nat|-A POSTROUTING -j MASQUERADE
    nat|-A POSTROUTING -p tcp -j MASQUERADE --to-ports 1024-2048 --random
    nat|-A POSTROUTING -p udp -j MASQUERADE --to-ports 5 --random-fully
    nat|-A POSTROUTING -j MASQUERADE --random-fully
    nat|-A PREROUTING -p tcp -j REDIRECT --to-ports 80
    nat|-A PREROUTING -p tcp -j REDIRECT --to-port 80-90 --random
    nat|-A PREROUTING -j REDIRECT
    nat|-A PREROUTING -j NETMAP --to 10.0.0.0/24
    nat|-A PREROUTING -j NETMAP --to 10.0.0.5
    mangle|-A PREROUTING -p tcp -j TPROXY --on-port 80
    mangle|-A PREROUTING -p tcp -j TPROXY --on-port 80 --on-ip 127.0.0.1 --tproxy-mark 0x1/0x1
    mangle|-A PREROUTING -p tcp -j TPROXY --on-port 80 --tproxy-mark 5
    filter|-A FORWARD -j LOG
    filter|-A FORWARD -j LOG --log-prefix "dropped: " --log-level 7 --log-tcp-sequence --log-tcp-options --log-ip-options --log-uid --log-macdecode
    filter|-A FORWARD -j LOG --log-level info
    filter|-A FORWARD -j LOG --log-prefix x
    filter|-A FORWARD -j NFLOG
    filter|-A FORWARD -j NFLOG --nflog-group 100
    filter|-A FORWARD -j NFLOG --nflog-group 5 --nflog-prefix "a b" --nflog-size 64 --nflog-threshold 10
    ~filter|-A FORWARD -j NFLOG --nflog-range 64
    filter|-A FORWARD -j NFQUEUE
    filter|-A FORWARD -j NFQUEUE --queue-num 5 --queue-bypass
    filter|-A FORWARD -j NFQUEUE --queue-balance 0:3 --queue-cpu-fanout
    filter|-A FORWARD -j NFQUEUE --queue-balance 2:5 --queue-bypass
    mangle|-A PREROUTING -j TEE --gateway 1.2.3.4
    mangle|-A PREROUTING -j TEE --gateway 1.2.3.4 --oif eth0
    filter|-A FORWARD -j AUDIT --type drop
    mangle|-A POSTROUTING -j CLASSIFY --set-class 1:ffff
    mangle|-A POSTROUTING -j CHECKSUM --checksum-fill
    mangle|-A PREROUTING -j DSCP --set-dscp 0x2e
    mangle|-A PREROUTING -j DSCP --set-dscp-class EF
    mangle|-A PREROUTING -j TOS --set-tos 0x10/0x3f
    mangle|-A PREROUTING -j TOS --set-tos Minimize-Cost
    mangle|-A PREROUTING -j TOS --set-tos 0x10
    mangle|-A PREROUTING -j TOS --and-tos 0x10
    mangle|-A PREROUTING -j TOS --or-tos 0x10
    mangle|-A PREROUTING -j TOS --xor-tos 0x10
    mangle|-A PREROUTING -j TTL --ttl-set 64
    mangle|-A PREROUTING -j TTL --ttl-dec 1
    mangle|-A PREROUTING -j TTL --ttl-inc 1
    mangle|-A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
    mangle|-A FORWARD -p tcp -m tcp --syn -j TCPMSS --set-mss 1400
    mangle|-A FORWARD -p tcp -j TCPOPTSTRIP --strip-options timestamp,sack,31
    mangle|-A PREROUTING -j SET --add-set S1 src
    mangle|-A PREROUTING -j SET --add-set S1 src --exist --timeout 60
    mangle|-A PREROUTING -j SET --del-set S1 src,dst
    mangle|-A PREROUTING -j SET --map-set S1 src --map-mark --map-prio --map-queue
    filter|-A INPUT -p tcp -m tcp --syn -j SYNPROXY --sack-perm --timestamp --wscale 7 --mss 1460
    filter|-A INPUT -p tcp -m tcp --syn -j SYNPROXY
    security|-A INPUT -j SECMARK --selctx system_u:object_r:foo_t:s0
    security|-A INPUT -j CONNSECMARK --save
    security|-A INPUT -j CONNSECMARK --restore
    ~mangle|-A PREROUTING -j RATEEST --rateest-name R1 --rateest-interval 250ms --rateest-ewmalog 0.5s
    filter|-A FORWARD -j IDLETIMER --timeout 600 --label foo
    filter|-A FORWARD -j IDLETIMER --timeout 600 --label foo2 --alarm
    ~mangle|-A PREROUTING -j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-rnd 0xfeed --hmark-offset 100
    filter|-A FORWARD -j LED --led-trigger-id foo
    mangle|-A PREROUTING -p tcp -j ECN --ecn-tcp-remove
    filter|-A FORWARD -m osf --genre Linux
    filter|-A FORWARD -p tcp -m osf --genre Linux --ttl 0 --log 1
    filter|-A FORWARD -m rateest --rateest R1 --rateest-lt --rateest-bps 5bit
    filter|-A FORWARD -m ipvs --ipvs
    filter|-A FORWARD -m nfacct --nfacct-name acct1
    """#
}
