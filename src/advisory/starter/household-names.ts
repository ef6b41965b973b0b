/**
 * Vulnerabilities that everybody has heard of, and others that images were broken into by: the versions that fix them where
 * the feeds behind derived-facts.ts do not say. Facts, each with who says so, in the form that `readFacts` explains.
 */
export const householdNames = `
CVE-2014-0160 high exploited 2022-05-04
: Heartbleed: OpenSSL gives its memory, keys included, to whoever asks
@ https://www.openssl.org/news/secadv/20140407.txt
CPE openssl:openssl | 1.0.1..1.0.1g
Ubuntu:12.04 openssl | 1.0.1-1..1.0.1-4ubuntu5.12

CVE-2014-6271 critical exploited 2022-01-28
: Shellshock: bash runs what stands behind a function in an environment variable
@ https://ubuntu.com/security/notices/USN-2362-1
Ubuntu:14.04 bash | ..4.3-7ubuntu1.1
Ubuntu:12.04 bash | ..4.2-2ubuntu2.2

CVE-2015-1427 critical exploited 2022-03-25
: Elasticsearch runs code that comes with a search (Groovy sandbox)
@ https://nvd.nist.gov/vuln/detail/CVE-2015-1427
Maven org.elasticsearch:elasticsearch | ..1.3.8 | 1.4.0..1.4.3
CPE elastic:elasticsearch | ..1.3.8 | 1.4.0..1.4.3

CVE-2016-4437 high exploited 2021-11-03
: Apache Shiro runs code from its remember-me cookie
@ https://nvd.nist.gov/vuln/detail/CVE-2016-4437
Maven org.apache.shiro:shiro-core | ..1.2.5

CVE-2017-5638 critical exploited 2021-11-03 ransomware
= GHSA-j77q-2qqg-6989
: Apache Struts runs code from the Content-Type of an upload
@ https://cwiki.apache.org/confluence/display/WW/S2-045
Maven org.apache.struts:struts2-core | 2.3.5..2.3.32 | 2.5.0..2.5.10.1

CVE-2017-9841 critical exploited 2022-02-15
: PHPUnit runs the code that it is sent, where it lies in a web root
@ https://nvd.nist.gov/vuln/detail/CVE-2017-9841
Packagist phpunit/phpunit | 4.8.19..4.8.28 | 5.0.10..5.6.3

CVE-2018-7600 critical exploited 2021-11-03 ransomware
: Drupalgeddon 2: Drupal runs code from form fields
@ https://www.drupal.org/sa-core-2018-002
Packagist drupal/core | 7.0..7.58 | 8.0.0..8.3.9 | 8.4.0..8.4.6 | 8.5.0..8.5.1

CVE-2018-11776 high exploited 2021-11-03
: Apache Struts runs code from the address of a page
@ https://cwiki.apache.org/confluence/display/WW/S2-057
Maven org.apache.struts:struts2-core | 2.3..2.3.35 | 2.5..2.5.17

CVE-2019-5418 high
= GHSA-86g5-2wh3-gc9j
: Rails shows any file of the server through the Accept header
@ https://nvd.nist.gov/vuln/detail/CVE-2019-5418
RubyGems actionview | ..4.2.11.1 | 5.0.0..5.0.7.2 | 5.1.0..5.1.6.2 | 5.2.0..5.2.2.1

CVE-2019-7609 critical exploited 2022-01-10
: Kibana runs code from a Timelion expression
@ https://discuss.elastic.co/t/elastic-stack-6-6-1-and-5-6-15-security-update/169077
CPE elastic:kibana | ..5.6.15 | 6.0.0..6.6.1

CVE-2020-1938 critical exploited 2022-03-03
: Ghostcat: Tomcat's AJP port hands out files and runs uploads
@ https://tomcat.apache.org/security-9.html
Maven org.apache.tomcat:tomcat-coyote | 7.0.0..7.0.100 | 8.5.0..8.5.51 | 9.0.0..9.0.31
Maven org.apache.tomcat.embed:tomcat-embed-core | 7.0.0..7.0.100 | 8.5.0..8.5.51 | 9.0.0..9.0.31
CPE apache:tomcat | 7.0.0..7.0.100 | 8.5.0..8.5.51 | 9.0.0..9.0.31

CVE-2021-3129 critical exploited 2023-09-18
: Laravel Ignition runs code on servers left in debug mode
@ https://nvd.nist.gov/vuln/detail/CVE-2021-3129
Packagist facade/ignition | ..1.16.14 | 2.0.0..2.4.2 | 2.5.0..2.5.2

CVE-2021-3156 high exploited 2022-04-06
: Baron Samedit: any user becomes root by sudo
@ https://ubuntu.com/security/notices/USN-4705-1
Ubuntu:20.04 sudo | ..1.8.31-1ubuntu1.2
Ubuntu:18.04 sudo | ..1.8.21p2-3ubuntu1.4
Ubuntu:16.04 sudo | ..1.8.16-0ubuntu1.10

CVE-2021-4034 high exploited 2022-06-27
: PwnKit: any user becomes root by pkexec
@ https://ubuntu.com/security/notices/USN-5252-1
Ubuntu:20.04 policykit-1 | ..0.105-26ubuntu1.2
Ubuntu:18.04 policykit-1 | ..0.105-20ubuntu0.18.04.6

CVE-2021-41773 high exploited 2021-11-03 ransomware
: Apache httpd 2.4.49 shows any file, and runs programs where CGI is on
@ https://httpd.apache.org/security/vulnerabilities_24.html
CPE apache:http_server | 2.4.49..=2.4.49

CVE-2021-42013 critical exploited 2021-11-03 ransomware
: Apache httpd 2.4.50 still shows any file, and runs programs where CGI is on
@ https://httpd.apache.org/security/vulnerabilities_24.html
CPE apache:http_server | 2.4.49..=2.4.50

CVE-2021-43798 high exploited 2025-10-09
: Grafana shows any file of the server through the address of a plugin
@ https://grafana.com/blog/2021/12/07/grafana-8.3.1-8.2.7-8.1.8-and-8.0.7-released-with-high-severity-security-fix/
CPE grafana:grafana | 8.0.0..8.0.7 | 8.1.0..8.1.8 | 8.2.0..8.2.7 | 8.3.0..8.3.1

CVE-2021-44228 critical exploited 2021-12-10 ransomware
= GHSA-jfh8-c2jp-5v3q
: Log4Shell: a text that is logged makes Log4j fetch and run code
@ https://logging.apache.org/security.html
Maven org.apache.logging.log4j:log4j-core | 2.0-beta9..2.3.1 | 2.4..2.12.2 | 2.13.0..2.15.0

CVE-2021-45046 critical exploited 2023-05-01 ransomware
= GHSA-7rjr-3q55-vv33
: Log4j: the first mending of Log4Shell was not enough
@ https://logging.apache.org/security.html
Maven org.apache.logging.log4j:log4j-core | 2.0-beta9..2.3.1 | 2.4..2.12.2 | 2.13.0..2.16.0

CVE-2022-22947 critical exploited 2022-05-16
: Spring Cloud Gateway runs code through its actuator
@ https://spring.io/security/cve-2022-22947
Maven org.springframework.cloud:spring-cloud-gateway-server | ..3.0.7 | 3.1.0..3.1.1

CVE-2022-22963 critical exploited 2022-08-25
: Spring Cloud Function runs code from a routing header
@ https://spring.io/security/cve-2022-22963
Maven org.springframework.cloud:spring-cloud-function-context | ..3.1.7 | 3.2.0..3.2.3

CVE-2022-22965 critical exploited 2022-04-04
= GHSA-36p3-wjmg-h94x
: Spring4Shell: Spring lets form fields rewrite Tomcat's settings, and so write programs
@ https://spring.io/security/cve-2022-22965
Maven org.springframework:spring-beans | ..5.2.20.RELEASE | 5.3.0..5.3.18

CVE-2022-42889 critical
= GHSA-599f-7c49-w659
: Text4Shell: Commons Text runs scripts out of texts that it interpolates
@ https://lists.apache.org/thread/n2bd4vdsgkqh2tm14l1wyc3jyol7s1om
Maven org.apache.commons:commons-text | 1.5..1.10.0

CVE-2023-4911 high exploited 2023-11-21
: Looney Tunables: any user becomes root by an environment variable of glibc
@ https://www.debian.org/security/2023/dsa-5514
@ https://ubuntu.com/security/notices/USN-6409-1
Debian:11 glibc | ..2.31-13+deb11u7
Debian:12 glibc | ..2.36-9+deb12u3
Ubuntu:22.04 glibc | ..2.35-0ubuntu3.4

CVE-2023-38545 critical
: curl overflows its memory with long host names through a SOCKS5 proxy
@ https://curl.se/docs/CVE-2023-38545.html
CPE haxx:curl | 7.69.0..8.4.0
Debian:12 curl | ..7.88.1-10+deb12u4

CVE-2023-44487 high exploited 2023-10-10
: Rapid Reset: HTTP/2 servers are overwhelmed by requests taken back at once
@ https://go.dev/issue/63417
Go golang.org/x/net | ..0.17.0
Go stdlib | ..1.20.10 | 1.21.0-0..1.21.3

CVE-2023-46604 critical exploited 2023-11-02 ransomware
= GHSA-crg9-44h2-xw35
: Apache ActiveMQ runs code that a client names
@ https://activemq.apache.org/security-advisories.data/CVE-2023-46604-announcement.txt
Maven org.apache.activemq:activemq-client | ..5.15.16 | 5.16.0..5.16.7 | 5.17.0..5.17.6 | 5.18.0..5.18.3
Maven org.apache.activemq:activemq-openwire-legacy | 5.8.0..5.15.16 | 5.16.0..5.16.7 | 5.17.0..5.17.6 | 5.18.0..5.18.3

CVE-2024-3094 critical
: The xz backdoor: liblzma 5.6 lets whoever holds a key in through sshd
@ https://www.openwall.com/lists/oss-security/2024/03/29/4
CPE tukaani:xz | 5.6.0..=5.6.1
Debian:sid xz-utils | 5.5.1alpha-0.1..5.6.1+really5.4.5-1
Alpine:edge xz | 5.6.0-r0..5.6.1-r2
Arch Linux xz | 5.6.0-1..5.6.1-2

CVE-2024-6387 high
: regreSSHion: OpenSSH's server may run code before anybody has logged in
@ https://www.openssh.com/releasenotes.html
@ https://ubuntu.com/security/notices/USN-6859-1
Debian:12 openssh | ..1:9.2p1-2+deb12u3
Ubuntu:22.04 openssh | ..1:8.9p1-3ubuntu0.10
Ubuntu:24.04 openssh | ..1:9.6p1-3ubuntu13.3

CVE-2024-21626 high
= GHSA-xr7r-f8xq-vfvv
: Leaky Vessels: runc lets a container out to the host's files
@ https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv
Go github.com/opencontainers/runc | 1.0.0-rc93..1.1.12

CVE-2024-23897 critical exploited 2024-08-19 ransomware
: Jenkins shows any file of the server through its command line port
@ https://www.jenkins.io/security/advisory/2024-01-24/
Maven org.jenkins-ci.main:jenkins-core | ..2.426.3 | 2.427..2.442

CVE-2025-3248 critical exploited 2025-05-05
: Langflow runs the code that it is sent to check
@ https://nvd.nist.gov/vuln/detail/CVE-2025-3248
PyPI langflow | ..1.3.0

CVE-2025-24813 critical exploited 2025-04-01
: Tomcat runs uploads that come in parts, where writing is allowed
@ https://tomcat.apache.org/security-11.html
Maven org.apache.tomcat.embed:tomcat-embed-core | 9.0.0.M1..9.0.99 | 10.1.0-M1..10.1.35 | 11.0.0-M1..11.0.3
Maven org.apache.tomcat:tomcat-catalina | 9.0.0.M1..9.0.99 | 10.1.0-M1..10.1.35 | 11.0.0-M1..11.0.3

CVE-2025-32433 critical exploited 2025-06-09
: Erlang's SSH server runs code before anybody has logged in
@ https://github.com/erlang/otp/security/advisories/GHSA-37cp-fgq5-7wc2
CPE erlang:erlang/otp | ..25.3.2.20 | 26.0..26.2.5.11 | 27.0..27.3.3

CVE-2025-49844 critical
: RediShell: a Lua script breaks out of Redis
@ https://redis.io/blog/security-advisory-cve-2025-49844/
CPE redis:redis | ..6.2.20 | 7.0.0..7.2.11 | 7.4.0..7.4.6 | 8.0.0..8.0.4 | 8.2.0..8.2.2

CVE-2025-55182 critical exploited 2025-12-05
: React2Shell: React's server functions run code from a request
@ https://react.dev/blog/2025/12/03/critical-security-vulnerability-in-react-server-components
npm react-server-dom-parcel | 19.0.0..19.0.1 | 19.1.0..19.1.2 | 19.2.0..19.2.1
npm react-server-dom-turbopack | 19.0.0..19.0.1 | 19.1.0..19.1.2 | 19.2.0..19.2.1
npm react-server-dom-webpack | 19.0.0..19.0.1 | 19.1.0..19.1.2 | 19.2.0..19.2.1
npm next | 15.0.0..15.0.5 | 15.1.0..15.1.9 | 15.2.0..15.2.6 | 15.3.0..15.3.6 | 15.4.0..15.4.8 | 15.5.0..15.5.7 | 16.0.0..16.0.7

GHSA-9x64-5r7x-2q53 critical
: flatmap-stream 0.1.1, brought along by event-stream 3.3.6, steals from Bitcoin wallets
@ https://github.com/dominictarr/event-stream/issues/116
npm flatmap-stream | 0.1.1..=0.1.1
`;
