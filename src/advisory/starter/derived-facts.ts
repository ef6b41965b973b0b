/**
 * Vulnerabilities that CISA knows to be used in attacks, and the household names, with the versions that fix them in software
 * that images carry. Derived by scripts/make-starter.mjs from CISA's catalog and the feeds of Debian, Alpine, AlmaLinux,
 * Alpaquita, Go, Python, Rust and Bitnami; facts, in the form that `readFacts` explains.
 */
export const derivedFacts = `
CVE-2009-1151 exploited 2022-03-25
: phpMyAdmin Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2009-1151
Debian:4 phpmyadmin | ..4:2.9.1.1-11
Debian:5 phpmyadmin | ..4:2.11.8.1-5+lenny1

CVE-2010-4344 exploited 2022-03-25
: Exim Heap-Based Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2010-4344
Debian:5 exim4 | ..4.69-9+lenny1

CVE-2010-4345 exploited 2022-03-25
: Exim Privilege Escalation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2010-4345
Debian:5 exim4 | ..4.69-9+lenny3

CVE-2011-3544 exploited 2022-03-03
: Oracle Java SE Runtime Environment (JRE) Arbitrary Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2011-3544
Debian:5 openjdk-6 | ..6b18-1.8.10-0~lenny2
Debian:6 openjdk-6 | ..6b18-1.8.10-0+squeeze2

CVE-2012-0507 exploited 2022-03-03 ransomware
: Oracle Java SE Runtime Environment (JRE) Arbitrary Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2012-0507
Debian:6 openjdk-6 | ..6b18-1.8.13-0+squeeze1

CVE-2012-1723 exploited 2022-03-03 ransomware
: Oracle Java SE Runtime Environment (JRE) Arbitrary Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2012-1723
Debian:6 openjdk-6 | ..6b18-1.8.13-0+squeeze2

CVE-2012-1823 exploited 2022-03-25
: PHP-CGI Query String Parameter Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2012-1823
Debian:6 php5 | ..5.3.3-7+squeeze9

CVE-2013-1675 exploited 2022-03-03
: Mozilla Firefox Information Disclosure Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2013-1675
Debian:7 icedove | ..17.0.7-1~deb7u1
Debian:7 iceweasel | ..17.0.6esr-1~deb7u1

CVE-2013-1690 exploited 2022-03-28
: Mozilla Firefox and Thunderbird Denial-of-Service Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2013-1690
Debian:7 icedove | ..17.0.7-1~deb7u1
Debian:7 iceweasel | ..17.0.7esr-1~deb7u1

CVE-2013-2465 exploited 2022-03-28 ransomware
: Oracle Java SE Unspecified Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2013-2465
Debian:6 openjdk-6 | ..6b27-1.12.6-1~deb6u1
Debian:7 openjdk-6 | ..6b27-1.12.6-1~deb7u1
Debian:7 openjdk-7 | ..7u25-2.3.10-1~deb7u1

CVE-2014-0130 exploited 2022-03-25
: Ruby on Rails Directory Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2014-0130
Debian:7 ruby-actionpack-3.2 | ..3.2.6-6+deb7u2

CVE-2014-0160 exploited 2022-05-04
: OpenSSL Information Disclosure Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2014-0160
Debian:7 openssl | ..1.0.1e-2+deb7u5

CVE-2014-6271 exploited 2022-01-28
: GNU Bourne-Again Shell (Bash) Arbitrary Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2014-6271
Debian:6 bash | ..4.1-3+deb6u1
Debian:7 bash | ..4.2+dfsg-0.1+deb7u1

CVE-2014-7169 exploited 2022-01-28
: GNU Bourne-Again Shell (Bash) Arbitrary Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2014-7169
Debian:6 bash | ..4.1-3+deb6u2
Debian:7 bash | ..4.2+dfsg-0.1+deb7u3

CVE-2015-2590 exploited 2022-03-03
: Oracle Java SE and Java SE Embedded Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2015-2590
Debian:6 openjdk-6 | ..6b36-1.13.8-1~deb6u1
Debian:7 openjdk-6 | ..6b36-1.13.8-1~deb7u1
Debian:7 openjdk-7 | ..7u79-2.5.6-1~deb7u1
Debian:8 openjdk-7 | ..7u79-2.5.6-1~deb8u1

CVE-2016-0752 exploited 2022-03-25
: Ruby on Rails Directory Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-0752
Debian:7 ruby-actionpack-3.2 | ..3.2.6-6+deb7u3
Debian:8 rails | ..2:4.1.8-1+deb8u1

CVE-2016-10033 exploited 2025-07-07
: PHPMailer Command Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-10033
Debian:7 libphp-phpmailer | ..5.1-1.2
Debian:8 libphp-phpmailer | ..5.2.9+dfsg-2+deb8u2

CVE-2016-1646 exploited 2022-06-08
: Google Chromium V8 Out-of-Bounds Read Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-1646
Debian:8 chromium-browser | ..49.0.2623.108-1~deb8u1

CVE-2016-3427 exploited 2023-05-12
: Oracle Java SE and JRockit Unspecified Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-3427
Debian:7 openjdk-7 | ..7u101-2.6.6-2~deb7u1
Debian:8 openjdk-7 | ..7u101-2.6.6-1~deb8u1

CVE-2016-3714 exploited 2024-09-09
: ImageMagick Improper Input Validation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-3714
Debian:7 graphicsmagick | ..1.3.16-1.1+deb7u1
Debian:7 imagemagick | ..8:6.7.7.10-5+deb7u5
Debian:8 graphicsmagick | ..1.3.20-3+deb8u2
Debian:8 imagemagick | ..8:6.8.9.9-5+deb8u2

CVE-2016-3715 exploited 2021-11-03
: ImageMagick Arbitrary File Deletion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-3715
Debian:7 graphicsmagick | ..1.3.16-1.1+deb7u1
Debian:7 imagemagick | ..8:6.7.7.10-5+deb7u5
Debian:8 graphicsmagick | ..1.3.20-3+deb8u2
Debian:8 imagemagick | ..8:6.8.9.9-5+deb8u2

CVE-2016-3718 exploited 2021-11-03
: ImageMagick Server-Side Request Forgery (SSRF) Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-3718
Debian:7 graphicsmagick | ..1.3.16-1.1+deb7u1
Debian:7 imagemagick | ..8:6.7.7.10-5+deb7u5
Debian:8 graphicsmagick | ..1.3.20-3+deb8u3
Debian:8 imagemagick | ..8:6.8.9.9-5+deb8u2

CVE-2016-5198 exploited 2022-06-08
: Google Chromium V8 Out-of-Bounds Memory Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-5198
Debian:8 chromium-browser | ..55.0.2883.75-1~deb8u1

CVE-2016-8735 exploited 2023-05-12
: Apache Tomcat Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-8735
Debian:7 tomcat6 | ..6.0.45+dfsg-1~deb7u3
Debian:7 tomcat7 | ..7.0.28-4+deb7u7
Debian:8 tomcat7 | ..7.0.56-3+deb8u6
Debian:8 tomcat8 | ..8.0.14-1+deb8u5

CVE-2016-9079 exploited 2023-06-22
: Mozilla Firefox, Firefox ESR, and Thunderbird Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2016-9079
Debian:7 firefox-esr | ..45.5.1esr-1~deb7u1
Debian:7 icedove | ..1:45.5.1-1~deb7u1
Debian:8 firefox-esr | ..45.5.1esr-1~deb8u1
Debian:8 icedove | ..1:45.5.1-1~deb8u1

CVE-2017-12617 exploited 2022-03-25
: Apache Tomcat Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2017-12617
Debian:7 tomcat7 | ..7.0.28-4+deb7u16

CVE-2017-16651 exploited 2021-11-03
: Roundcube Webmail File Disclosure Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2017-16651
Alpine:v3.10 roundcubemail | ..1.2.7-r0
Alpine:v3.8 roundcubemail | ..1.2.7-r0
Alpine:v3.9 roundcubemail | ..1.2.7-r0
Debian:7 roundcube | ..0.7.2-9+deb7u9
Debian:9 roundcube | ..1.2.3+dfsg.1-4+deb9u1

CVE-2017-5030 exploited 2022-06-08
: Google Chromium V8 Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2017-5030
Debian:8 chromium-browser | ..57.0.2987.98-1~deb8u1

CVE-2017-7494 exploited 2023-03-30 ransomware
: Samba Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2017-7494
Debian:7 samba | ..2:3.6.6-6+deb7u13
Debian:8 samba | ..2:4.2.14+dfsg-0+deb8u6

CVE-2017-8291 exploited 2022-05-24
: Artifex Ghostscript Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2017-8291
Alpine:edge ghostscript | ..9.21-r2
Alpine:v3.10 ghostscript | ..9.21-r2
Alpine:v3.11 ghostscript | ..9.21-r2
Alpine:v3.12 ghostscript | ..9.21-r2
Alpine:v3.13 ghostscript | ..9.21-r2
Alpine:v3.14 ghostscript | ..9.21-r2
Alpine:v3.15 ghostscript | ..9.21-r2
Alpine:v3.16 ghostscript | ..9.21-r2
Alpine:v3.17 ghostscript | ..9.21-r2
Alpine:v3.8 ghostscript | ..9.21-r2
Alpine:v3.9 ghostscript | ..9.21-r2
Debian:7 ghostscript | ..9.05~dfsg-6.3+deb7u6
Debian:8 ghostscript | ..9.06~dfsg-2+deb8u5

CVE-2018-17463 exploited 2022-06-08
: Google Chromium V8 Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2018-17463
Debian:9 chromium-browser | ..70.0.3538.67-1~deb9u1

CVE-2018-17480 exploited 2022-06-08
: Google Chromium V8 Out-of-Bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2018-17480
Debian:9 chromium-browser | ..71.0.3578.80-1~deb9u1

CVE-2018-6065 exploited 2022-06-08
: Google Chromium V8 Integer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2018-6065
Debian:9 chromium-browser | ..66.0.3359.117-1~deb9u1

CVE-2018-6789 exploited 2021-11-03 ransomware
: Exim Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2018-6789
Alpine:edge exim | ..4.90.1-r0
Alpine:v3.10 exim | ..4.90.1-r0
Alpine:v3.11 exim | ..4.90.1-r0
Alpine:v3.12 exim | ..4.90.1-r0
Alpine:v3.13 exim | ..4.90.1-r0
Alpine:v3.14 exim | ..4.90.1-r0
Alpine:v3.15 exim | ..4.90.1-r0
Alpine:v3.16 exim | ..4.90.1-r0
Alpine:v3.17 exim | ..4.90.1-r0
Alpine:v3.8 exim | ..4.90.1-r0
Alpine:v3.9 exim | ..4.90.1-r0
Debian:7 exim4 | ..4.80-7+deb7u6
Debian:8 exim4 | ..4.84.2-2+deb8u5
Debian:9 exim4 | ..4.89-2+deb9u3

CVE-2018-7600 exploited 2021-11-03 ransomware
: Drupal Core Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2018-7600
Alpine:edge drupal7 | ..7.58-r0
Alpine:v3.10 drupal7 | ..7.58-r0
Alpine:v3.11 drupal7 | ..7.58-r0
Alpine:v3.12 drupal7 | ..7.58-r0
Alpine:v3.13 drupal7 | ..7.58-r0
Alpine:v3.14 drupal7 | ..7.58-r0
Alpine:v3.15 drupal7 | ..7.58-r0
Alpine:v3.16 drupal7 | ..7.58-r0
Alpine:v3.17 drupal7 | ..7.58-r0
Alpine:v3.8 drupal7 | ..7.58-r0
Alpine:v3.9 drupal7 | ..7.58-r0
Debian:7 drupal7 | ..7.14-2+deb7u18
Debian:8 drupal7 | ..7.32-1+deb8u11
Debian:9 drupal7 | ..7.52-2+deb9u3

CVE-2018-7602 exploited 2022-04-13 ransomware
: Drupal Core Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2018-7602
Alpine:edge drupal7 | ..7.59-r0
Alpine:v3.10 drupal7 | ..7.59-r0
Alpine:v3.11 drupal7 | ..7.59-r0
Alpine:v3.12 drupal7 | ..7.59-r0
Alpine:v3.13 drupal7 | ..7.59-r0
Alpine:v3.14 drupal7 | ..7.59-r0
Alpine:v3.15 drupal7 | ..7.59-r0
Alpine:v3.16 drupal7 | ..7.59-r0
Alpine:v3.17 drupal7 | ..7.59-r0
Alpine:v3.8 drupal7 | ..7.59-r0
Alpine:v3.9 drupal7 | ..7.59-r0
Debian:7 drupal7 | ..7.14-2+deb7u19
Debian:8 drupal7 | ..7.32-1+deb8u12
Debian:9 drupal7 | ..7.52-2+deb9u4

CVE-2019-0193 exploited 2021-12-10
: Apache Solr DataImportHandler Code Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-0193
Debian:8 lucene-solr | ..3.6.2+dfsg-5+deb8u3
Debian:9 lucene-solr | ..3.6.2+dfsg-10+deb9u3

CVE-2019-0211 exploited 2021-11-03
: Apache HTTP Server Privilege Escalation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-0211
Alpine:edge apache2 | ..2.4.39-r0
Alpine:v3.10 apache2 | ..2.4.39-r0
Alpine:v3.11 apache2 | ..2.4.39-r0
Alpine:v3.12 apache2 | ..2.4.39-r0
Alpine:v3.13 apache2 | ..2.4.39-r0
Alpine:v3.14 apache2 | ..2.4.39-r0
Alpine:v3.15 apache2 | ..2.4.39-r0
Alpine:v3.16 apache2 | ..2.4.39-r0
Alpine:v3.17 apache2 | ..2.4.39-r0
Alpine:v3.8 apache2 | ..2.4.39-r0
Alpine:v3.9 apache2 | ..2.4.39-r0
Debian:9 apache2 | ..2.4.25-3+deb9u7

CVE-2019-10149 exploited 2022-01-10
: Exim Mail Transfer Agent (MTA) Improper Input Validation
@ https://nvd.nist.gov/vuln/detail/CVE-2019-10149
Alpine:edge exim | ..4.92-r0
Alpine:v3.10 exim | ..4.92-r0
Alpine:v3.11 exim | ..4.92-r0
Alpine:v3.12 exim | ..4.92-r0
Alpine:v3.13 exim | ..4.92-r0
Alpine:v3.14 exim | ..4.92-r0
Alpine:v3.15 exim | ..4.92-r0
Alpine:v3.16 exim | ..4.92-r0
Alpine:v3.17 exim | ..4.92-r0
Alpine:v3.8 exim | ..4.91-r2
Alpine:v3.9 exim | ..4.92-r0
Debian:9 exim4 | ..4.89-2+deb9u4

CVE-2019-11043 exploited 2022-03-25 ransomware
: PHP FastCGI Process Manager (FPM) Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-11043
Alpine:v3.10 php7 | ..7.3.11-r0
Alpine:v3.11 php7 | ..7.3.11-r0
Alpine:v3.12 php7 | ..7.3.11-r0
Alpine:v3.13 php7 | ..7.3.11-r0
Alpine:v3.14 php7 | ..7.3.11-r0
Alpine:v3.15 php7 | ..7.3.11-r0
Alpine:v3.8 php7 | ..7.2.24-r0
Alpine:v3.9 php7 | ..7.2.24-r0
Debian:10 php7.3 | ..7.3.11-1~deb10u1
Debian:8 php5 | ..5.6.40+dfsg-0+deb8u7
Debian:9 php7.0 | ..7.0.33-0+deb9u6

CVE-2019-11707 exploited 2022-05-23
: Mozilla Firefox and Thunderbird Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-11707
Alpine:edge firefox-esr | ..60.7.1-r0
Alpine:v3.10 firefox-esr | ..60.7.1-r0
Alpine:v3.10 mozjs60 | ..60.7.2-r0
Alpine:v3.11 firefox-esr | ..60.7.1-r0
Alpine:v3.11 mozjs60 | ..60.7.2-r0
Alpine:v3.12 firefox-esr | ..60.7.1-r0
Alpine:v3.12 mozjs60 | ..60.7.2-r0
Alpine:v3.12 mozjs68 | ..60.7.2-r0
Alpine:v3.13 firefox-esr | ..60.7.1-r0
Alpine:v3.14 firefox-esr | ..60.7.1-r0
Alpine:v3.15 firefox-esr | ..60.7.1-r0
Alpine:v3.16 firefox-esr | ..60.7.1-r0
Alpine:v3.17 firefox-esr | ..60.7.1-r0
Alpine:v3.9 firefox-esr | ..60.7.1-r0
Debian:8 firefox-esr | ..60.7.1esr-1~deb8u1
Debian:8 thunderbird | ..1:60.7.2-1~deb8u1
Debian:9 firefox-esr | ..60.7.1esr-1~deb9u1
Debian:9 thunderbird | ..1:60.7.2-1~deb9u1

CVE-2019-11708 exploited 2022-05-23
: Mozilla Firefox and Thunderbird Sandbox Escape Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-11708
Alpine:edge firefox-esr | ..60.7.2-r0
Alpine:v3.10 firefox-esr | ..60.7.2-r0
Alpine:v3.10 mozjs60 | ..60.7.2-r0
Alpine:v3.11 firefox-esr | ..60.7.2-r0
Alpine:v3.11 mozjs60 | ..60.7.2-r0
Alpine:v3.12 firefox-esr | ..60.7.2-r0
Alpine:v3.12 mozjs60 | ..60.7.2-r0
Alpine:v3.12 mozjs68 | ..60.7.2-r0
Alpine:v3.13 firefox-esr | ..60.7.2-r0
Alpine:v3.14 firefox-esr | ..60.7.2-r0
Alpine:v3.15 firefox-esr | ..60.7.2-r0
Alpine:v3.16 firefox-esr | ..60.7.2-r0
Alpine:v3.17 firefox-esr | ..60.7.2-r0
Alpine:v3.9 firefox-esr | ..60.7.2-r0
Debian:8 thunderbird | ..1:60.7.2-1~deb8u1
Debian:9 firefox-esr | ..60.7.2esr-1~deb9u1
Debian:9 thunderbird | ..1:60.7.2-1~deb9u1

CVE-2019-13720 exploited 2022-05-23
: Google Chrome WebAudio Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-13720
Debian:10 chromium | ..78.0.3904.97-1~deb10u1

CVE-2019-16928 exploited 2022-03-03
: Exim Out-of-bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-16928
Alpine:edge exim | ..4.92.2-r1
Alpine:v3.10 exim | ..4.92.2-r1
Alpine:v3.11 exim | ..4.92.2-r1
Alpine:v3.12 exim | ..4.92.2-r1
Alpine:v3.13 exim | ..4.92.2-r1
Alpine:v3.14 exim | ..4.92.2-r1
Alpine:v3.15 exim | ..4.92.2-r1
Alpine:v3.16 exim | ..4.92.2-r1
Alpine:v3.17 exim | ..4.92.2-r1
Alpine:v3.9 exim | ..4.92.3-r0
Debian:10 exim4 | ..4.92-8+deb10u3

CVE-2019-17026 exploited 2021-11-03
: Mozilla Firefox And Thunderbird Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-17026
Alpine:edge firefox | ..71.0.1-r0
Alpine:edge firefox-esr | ..68.4.1-r0
Alpine:v3.11 firefox-esr | ..68.4.1-r0
Alpine:v3.12 firefox | ..71.0.1-r0
Alpine:v3.12 firefox-esr | ..68.4.1-r0
Alpine:v3.13 firefox | ..71.0.1-r0
Alpine:v3.13 firefox-esr | ..68.4.1-r0
Alpine:v3.14 firefox | ..71.0.1-r0
Alpine:v3.14 firefox-esr | ..68.4.1-r0
Alpine:v3.15 firefox | ..71.0.1-r0
Alpine:v3.15 firefox-esr | ..68.4.1-r0
Alpine:v3.16 firefox | ..71.0.1-r0
Alpine:v3.16 firefox-esr | ..68.4.1-r0
Alpine:v3.17 firefox | ..71.0.1-r0
Alpine:v3.17 firefox-esr | ..68.4.1-r0
Debian:10 firefox-esr | ..68.4.1esr-1~deb10u1
Debian:10 thunderbird | ..1:68.4.1-1~deb10u1
Debian:8 firefox-esr | ..68.4.1esr-1~deb8u1
Debian:8 thunderbird | ..1:68.4.1-1~deb8u1
Debian:9 firefox-esr | ..68.4.1esr-1~deb9u1
Debian:9 thunderbird | ..1:68.4.1-1~deb9u1

CVE-2019-5418 exploited 2025-07-07
: Rails Ruby on Rails Path Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-5418
Debian:8 rails | ..2:4.1.8-1+deb8u5

CVE-2019-5544 exploited 2021-11-03 ransomware
: VMware ESXi and Horizon DaaS OpenSLP Heap-Based Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-5544
Debian:8 openslp-dfsg | ..1.2.1-10+deb8u2

CVE-2019-5786 exploited 2022-05-23
: Google Chrome Blink Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-5786
Alpine:edge chromium | ..72.0.3626.121-r0
Alpine:v3.10 chromium | ..72.0.3626.121-r0
Alpine:v3.11 chromium | ..72.0.3626.121-r0
Alpine:v3.12 chromium | ..72.0.3626.121-r0
Alpine:v3.13 chromium | ..72.0.3626.121-r0
Alpine:v3.14 chromium | ..72.0.3626.121-r0
Alpine:v3.15 chromium | ..72.0.3626.121-r0
Alpine:v3.16 chromium | ..72.0.3626.121-r0
Alpine:v3.17 chromium | ..72.0.3626.121-r0
Alpine:v3.9 chromium | ..72.0.3626.121-r0
Debian:9 chromium | ..72.0.3626.122-1~deb9u1

CVE-2019-5825 exploited 2022-06-08
: Google Chromium V8 Out-of-Bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-5825
Debian:10 chromium | ..76.0.3809.100-1~deb10u1

CVE-2019-8506 exploited 2022-05-04
: Apple Multiple Products Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-8506
Alpine:edge webkit2gtk | ..2.24.1-r0
Alpine:v3.10 webkit2gtk | ..2.24.1-r0
Alpine:v3.11 webkit2gtk | ..2.24.1-r0
Alpine:v3.12 webkit2gtk | ..2.24.1-r0
Alpine:v3.13 webkit2gtk | ..2.24.1-r0
Alpine:v3.14 webkit2gtk | ..2.24.1-r0
Alpine:v3.15 webkit2gtk | ..2.24.1-r0
Alpine:v3.16 webkit2gtk | ..2.24.1-r0
Alpine:v3.17 webkit2gtk | ..2.24.1-r0
Alpine:v3.9 webkit2gtk | ..2.24.1-r0

CVE-2019-8720 exploited 2022-05-23
: WebKitGTK Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2019-8720
Alpine:edge webkit2gtk | ..2.26.0-r0
Alpine:v3.10 webkit2gtk | ..2.26.0-r0
Alpine:v3.11 webkit2gtk | ..2.26.0-r0
Alpine:v3.12 webkit2gtk | ..2.26.0-r0
Alpine:v3.13 webkit2gtk | ..2.26.0-r0
Alpine:v3.14 webkit2gtk | ..2.26.0-r0
Alpine:v3.15 webkit2gtk | ..2.26.0-r0
Alpine:v3.16 webkit2gtk | ..2.26.0-r0
Alpine:v3.17 webkit2gtk | ..2.26.0-r0
Debian:10 webkit2gtk | ..2.26.1-3~deb10u1

CVE-2020-0601 exploited 2021-11-03
: Microsoft Windows CryptoAPI Spoofing Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-0601
Alpine:edge containerd | ..1.3.3-r0
Alpine:v3.11 containerd | ..1.3.3-r0
Alpine:v3.12 containerd | ..1.3.3-r0
Alpine:v3.13 containerd | ..1.3.3-r0
Alpine:v3.14 containerd | ..1.3.3-r0
Alpine:v3.15 containerd | ..1.3.3-r0
Alpine:v3.16 containerd | ..1.3.3-r0
Alpine:v3.17 containerd | ..1.3.3-r0
Bitnami golang | 1.12.0..1.12.16 | 1.13.0..1.13.7
Go stdlib | ..1.12.16 | 1.13.0-0..1.13.7

CVE-2020-11023 exploited 2025-01-23
: JQuery Cross-Site Scripting (XSS) Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-11023
AlmaLinux:8 doxygen | ..1:1.8.14-13.el8_10
AlmaLinux:8 doxygen-doxywizard | ..1:1.8.14-13.el8_10
AlmaLinux:8 doxygen-latex | ..1:1.8.14-13.el8_10
AlmaLinux:8 gcc-toolset-13-gcc | ..13.3.1-2.2.el8_10
AlmaLinux:8 gcc-toolset-13-gcc-c++ | ..13.3.1-2.2.el8_10
AlmaLinux:8 gcc-toolset-13-gcc-gfortran | ..13.3.1-2.2.el8_10
AlmaLinux:8 gcc-toolset-13-gcc-plugin-annobin | ..13.3.1-2.2.el8_10
AlmaLinux:8 gcc-toolset-13-libgccjit | ..13.3.1-2.2.el8_10
AlmaLinux:8 gcc-toolset-13-offload-nvptx | ..13.3.1-2.2.el8_10
AlmaLinux:8 gcc-toolset-14-gcc | ..14.2.1-7.1.el8_10
AlmaLinux:8 gcc-toolset-14-gcc-c++ | ..14.2.1-7.1.el8_10
AlmaLinux:8 gcc-toolset-14-gcc-gfortran | ..14.2.1-7.1.el8_10
AlmaLinux:8 gcc-toolset-14-gcc-plugin-annobin | ..14.2.1-7.1.el8_10
AlmaLinux:8 gcc-toolset-14-libgccjit | ..14.2.1-7.1.el8_10
AlmaLinux:8 gcc-toolset-14-offload-nvptx | ..14.2.1-7.1.el8_10
AlmaLinux:8 libasan8 | ..13.3.1-2.2.el8_10
AlmaLinux:8 libasan8 | ..14.2.1-7.1.el8_10
AlmaLinux:8 liblsan | ..13.3.1-2.2.el8_10
AlmaLinux:8 liblsan | ..14.2.1-7.1.el8_10
AlmaLinux:8 libtsan2 | ..13.3.1-2.2.el8_10
AlmaLinux:8 libtsan2 | ..14.2.1-7.1.el8_10
AlmaLinux:8 pcs | ..0.10.10-4.el8.alma
AlmaLinux:8 pcs-snmp | ..0.10.10-4.el8.alma
AlmaLinux:8 python3-tbb | ..2018.2-10.el8_10.1
AlmaLinux:8 tbb | ..2018.2-10.el8_10.1
AlmaLinux:9 doxygen | ..1:1.9.1-12.el9_5
AlmaLinux:9 doxygen-doxywizard | ..1:1.9.1-12.el9_5
AlmaLinux:9 doxygen-latex | ..1:1.9.1-12.el9_5
AlmaLinux:9 gcc-toolset-13-gcc | ..13.3.1-2.2.el9_5
AlmaLinux:9 gcc-toolset-13-gcc-c++ | ..13.3.1-2.2.el9_5
AlmaLinux:9 gcc-toolset-13-gcc-gfortran | ..13.3.1-2.2.el9_5
AlmaLinux:9 gcc-toolset-13-gcc-plugin-annobin | ..13.3.1-2.2.el9_5
AlmaLinux:9 gcc-toolset-13-libgccjit | ..13.3.1-2.2.el9_5
AlmaLinux:9 gcc-toolset-13-offload-nvptx | ..13.3.1-2.2.el9_5
AlmaLinux:9 gcc-toolset-14-gcc | ..14.2.1-1.3.el9_5
AlmaLinux:9 gcc-toolset-14-gcc-c++ | ..14.2.1-1.3.el9_5
AlmaLinux:9 gcc-toolset-14-gcc-gfortran | ..14.2.1-1.3.el9_5
AlmaLinux:9 gcc-toolset-14-gcc-plugin-annobin | ..14.2.1-1.3.el9_5
AlmaLinux:9 gcc-toolset-14-libgccjit | ..14.2.1-1.3.el9_5
AlmaLinux:9 gcc-toolset-14-offload-nvptx | ..14.2.1-1.3.el9_5
AlmaLinux:9 libasan8 | ..13.3.1-2.2.el9_5
AlmaLinux:9 libasan8 | ..14.2.1-1.3.el9_5
AlmaLinux:9 liblsan | ..13.3.1-2.2.el9_5
AlmaLinux:9 liblsan | ..14.2.1-1.3.el9_5
AlmaLinux:9 libtsan2 | ..13.3.1-2.2.el9_5
AlmaLinux:9 libtsan2 | ..14.2.1-1.3.el9_5
AlmaLinux:9 python3-tbb | ..2020.3-8.el9_5.1
AlmaLinux:9 tbb | ..2020.3-8.el9_5.1
Alpine:edge cacti | ..1.2.13-r0
Alpine:edge drupal7 | ..7.70-r0
Alpine:v3.11 drupal7 | ..7.70-r0
Alpine:v3.12 drupal7 | ..7.70-r0
Alpine:v3.13 cacti | ..1.2.13-r0
Alpine:v3.13 drupal7 | ..7.70-r0
Alpine:v3.14 cacti | ..1.2.13-r0
Alpine:v3.14 drupal7 | ..7.70-r0
Alpine:v3.15 cacti | ..1.2.13-r0
Alpine:v3.15 drupal7 | ..7.70-r0
Alpine:v3.16 cacti | ..1.2.13-r0
Alpine:v3.16 drupal7 | ..7.70-r0
Alpine:v3.17 cacti | ..1.2.13-r0
Alpine:v3.17 drupal7 | ..7.70-r0
Bitnami drupal | 7.0.0..7.70.0 | 8.7.0..8.7.14 | 8.8.0..8.8.6
Debian:9 drupal7 | ..7.52-2+deb9u10
Debian:9 jquery | ..3.1.1-2+deb9u2

CVE-2020-11651 exploited 2021-11-03
: SaltStack Salt Authentication Bypass Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-11651
Alpine:edge salt | ..3000.2-r0
Alpine:v3.10 salt | ..2019.2.4-r0
Alpine:v3.11 salt | ..2019.2.4-r0
Alpine:v3.12 salt | ..3000.2-r0
Alpine:v3.13 salt | ..3000.2-r0
Alpine:v3.14 salt | ..3000.2-r0
Alpine:v3.15 salt | ..3000.2-r0
Alpine:v3.16 salt | ..3000.2-r0
Alpine:v3.17 salt | ..3000.2-r0
Debian:10 salt | ..2018.3.4+dfsg1-6+deb10u1
Debian:8 salt | ..2014.1.13+ds-3+deb8u1
Debian:9 salt | ..2016.11.2+ds-1+deb9u3
Debian:9 salt | ..2016.11.2+ds-1+deb9u4
PyPI salt | ..2019.2.4 | 3000..3000.2

CVE-2020-11652 exploited 2021-11-03
: SaltStack Salt Path Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-11652
Alpine:edge salt | ..3000.2-r0
Alpine:v3.10 salt | ..2019.2.4-r0
Alpine:v3.11 salt | ..2019.2.4-r0
Alpine:v3.12 salt | ..3000.2-r0
Alpine:v3.13 salt | ..3000.2-r0
Alpine:v3.14 salt | ..3000.2-r0
Alpine:v3.15 salt | ..3000.2-r0
Alpine:v3.16 salt | ..3000.2-r0
Alpine:v3.17 salt | ..3000.2-r0
Debian:10 salt | ..2018.3.4+dfsg1-6+deb10u1
Debian:8 salt | ..2014.1.13+ds-3+deb8u1
Debian:9 salt | ..2016.11.2+ds-1+deb9u3
Debian:9 salt | ..2016.11.2+ds-1+deb9u4
PyPI salt | ..2019.2.4 | 3000..3000.2

CVE-2020-11978 exploited 2022-01-18
: Apache Airflow Command Injection
@ https://nvd.nist.gov/vuln/detail/CVE-2020-11978
Bitnami airflow | ..1.10.11
PyPI apache-airflow | ..1.10.11rc1

CVE-2020-13671 exploited 2022-01-18
: Drupal core Un-restricted Upload of File
@ https://nvd.nist.gov/vuln/detail/CVE-2020-13671
Alpine:edge drupal7 | ..7.74-r0
Alpine:v3.11 drupal7 | ..7.74-r0
Alpine:v3.12 drupal7 | ..7.74-r0
Alpine:v3.13 drupal7 | ..7.74-r0
Alpine:v3.14 drupal7 | ..7.74-r0
Alpine:v3.15 drupal7 | ..7.74-r0
Alpine:v3.16 drupal7 | ..7.74-r0
Alpine:v3.17 drupal7 | ..7.74-r0
Bitnami drupal | 7.0.0..7.74.0 | 8.8.0..8.8.11 | 8.9.0..8.9.9 | 9.0.0..9.0.8
Debian:9 drupal7 | ..7.52-2+deb9u12

CVE-2020-13927 exploited 2022-01-18
: Apache Airflow's Experimental API Authentication Bypass
@ https://nvd.nist.gov/vuln/detail/CVE-2020-13927
Bitnami airflow | ..1.10.11
PyPI apache-airflow | ..1.10.11

CVE-2020-13965 exploited 2024-06-26
: Roundcube Webmail Cross-Site Scripting (XSS) Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-13965
Debian:10 roundcube | ..1.3.13+dfsg.1-1~deb10u1
Debian:9 roundcube | ..1.2.3+dfsg.1-4+deb9u5

CVE-2020-1472 exploited 2021-11-03 ransomware
: Microsoft Netlogon Privilege Escalation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-1472
AlmaLinux:8 openchange | ..2.3-27.el8
Alpine:edge samba | ..4.12.7-r0
Alpine:v3.10 samba | ..4.10.18-r0
Alpine:v3.11 samba | ..4.11.14-r0
Alpine:v3.12 samba | ..4.12.7-r0
Alpine:v3.13 samba | ..4.12.7-r0
Alpine:v3.14 samba | ..4.12.7-r0
Alpine:v3.15 samba | ..4.12.7-r0
Alpine:v3.16 samba | ..4.12.7-r0
Alpine:v3.17 samba | ..4.12.7-r0
Debian:9 samba | ..2:4.5.16+dfsg-1+deb9u3

CVE-2020-15999 exploited 2021-11-03
: Google Chrome FreeType Heap Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-15999
AlmaLinux:8 freetype | ..2.9.1-4.el8_3.1
Alpine:edge firefox | ..83.0-r0
Alpine:edge firefox-esr | ..78.5.0-r0
Alpine:edge freetype | ..2.10.4-r0
Alpine:edge thunderbird | ..78.5.1-r0
Alpine:v3.10 freetype | ..2.10.0-r1
Alpine:v3.11 freetype | ..2.10.1-r1
Alpine:v3.12 firefox | ..83.0-r0
Alpine:v3.12 firefox-esr | ..78.5.0-r0
Alpine:v3.12 freetype | ..2.10.4-r0
Alpine:v3.13 firefox | ..83.0-r0
Alpine:v3.13 firefox-esr | ..78.5.0-r0
Alpine:v3.13 freetype | ..2.10.4-r0
Alpine:v3.14 firefox | ..83.0-r0
Alpine:v3.14 firefox-esr | ..78.5.0-r0
Alpine:v3.14 freetype | ..2.10.4-r0
Alpine:v3.15 firefox | ..83.0-r0
Alpine:v3.15 firefox-esr | ..78.5.0-r0
Alpine:v3.15 freetype | ..2.10.4-r0
Alpine:v3.16 firefox | ..83.0-r0
Alpine:v3.16 firefox-esr | ..78.5.0-r0
Alpine:v3.16 freetype | ..2.10.4-r0
Alpine:v3.16 thunderbird | ..78.5.1-r0
Alpine:v3.17 firefox | ..83.0-r0
Alpine:v3.17 firefox-esr | ..78.5.0-r0
Alpine:v3.17 freetype | ..2.10.4-r0
Alpine:v3.17 thunderbird | ..78.5.1-r0
Alpine:v3.9 freetype | ..2.9.1-r3
Debian:10 chromium | ..87.0.4280.88-0.4~deb10u1
Debian:10 freetype | ..2.9.1-3+deb10u2
Debian:9 freetype | ..2.6.3-3.2+deb9u2

CVE-2020-16009 exploited 2021-11-03
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-16009
Debian:10 chromium | ..87.0.4280.88-0.4~deb10u1

CVE-2020-16013 exploited 2021-11-03
: Google Chromium V8 Incorrect Implementation Vulnerabililty
@ https://nvd.nist.gov/vuln/detail/CVE-2020-16013
Debian:10 chromium | ..87.0.4280.88-0.4~deb10u1

CVE-2020-16017 exploited 2021-11-03
: Google Chrome Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-16017
Debian:10 chromium | ..87.0.4280.88-0.4~deb10u1

CVE-2020-16846 exploited 2021-11-03
: SaltStack Salt Shell Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-16846
Alpine:edge salt | ..3002-r1
Alpine:v3.13 salt | ..3002-r1
Alpine:v3.14 salt | ..3002-r1
Alpine:v3.15 salt | ..3002-r1
Alpine:v3.16 salt | ..3002-r1
Alpine:v3.17 salt | ..3002-r1
Debian:10 salt | ..2018.3.4+dfsg1-6+deb10u2
Debian:9 salt | ..2016.11.2+ds-1+deb9u6
PyPI salt | ..2015.8.10 | 2015.8.11..2015.8.13 | 2016.3.0..2016.3.4 | 2016.3.5..2016.3.6 | 2016.3.7..2016.3.8 | 2016.11.0..2016.11.3 | 2016.11.4..2016.11.6 | 2016.11.7..2016.11.10 | 2017.7.0..2017.7.4 | 2017.7.5..2017.7.8 | 2018.3.0rc1..2018.3.5 | 2019.2.0..2019.2.5 | 3000..3000.3

CVE-2020-17519 exploited 2024-05-23
: Apache Flink Improper Access Control Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-17519
Bitnami flink | 1.11.0..1.11.3

CVE-2020-1938 exploited 2022-03-03
: Apache Tomcat Improper Privilege Management Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-1938
Bitnami tomcat | 7.0.0..7.0.100 | 8.5.0..8.5.51 | 9.0.0..9.0.31
Debian:10 tomcat9 | ..9.0.31-1~deb10u1
Debian:8 tomcat7 | ..7.0.56-3+really7.0.100-1
Debian:8 tomcat8 | ..8.0.14-1+deb8u17
Debian:9 tomcat8 | ..8.5.54-0+deb9u1

CVE-2020-28949 exploited 2022-08-25
: PEAR Archive_Tar Deserialization of Untrusted Data Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-28949
Alpine:edge drupal7 | ..7.75-r0
Alpine:v3.11 drupal7 | ..7.75-r0
Alpine:v3.12 drupal7 | ..7.75-r0
Alpine:v3.13 drupal7 | ..7.75-r0
Alpine:v3.14 drupal7 | ..7.75-r0
Alpine:v3.15 drupal7 | ..7.75-r0
Alpine:v3.16 drupal7 | ..7.75-r0
Alpine:v3.17 drupal7 | ..7.75-r0
Bitnami drupal | 7.0.0..7.75.0 | 8.0.0..8.9.10 | 9.0.0..9.0.9
Debian:10 php-pear | ..1:1.10.6+submodules+notgz-1.1+deb10u1
Debian:9 drupal7 | ..7.52-2+deb9u13
Debian:9 php-pear | ..1:1.10.1+submodules+notgz-9+deb9u2

CVE-2020-35730 exploited 2023-06-22
: Roundcube Webmail Cross-Site Scripting (XSS) Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-35730
Debian:10 roundcube | ..1.3.16+dfsg.1-1~deb10u1
Debian:9 roundcube | ..1.2.3+dfsg.1-4+deb9u8

CVE-2020-36193 exploited 2022-08-25
: PEAR Archive_Tar Improper Link Resolution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-36193
Alpine:edge drupal7 | ..7.78-r0
Alpine:v3.12 drupal7 | ..7.78-r0
Alpine:v3.13 drupal7 | ..7.78-r0
Alpine:v3.14 drupal7 | ..7.78-r0
Alpine:v3.15 drupal7 | ..7.78-r0
Alpine:v3.16 drupal7 | ..7.78-r0
Alpine:v3.17 drupal7 | ..7.78-r0
Bitnami drupal | 7.0.0..7.78.0 | 8.9.0..8.9.13 | 9.0.0..9.0.11 | 9.1.0..9.1.3
Debian:10 php-pear | ..1:1.10.6+submodules+notgz-1.1+deb10u2
Debian:9 drupal7 | ..7.52-2+deb9u14
Debian:9 php-pear | ..1:1.10.1+submodules+notgz-9+deb9u3

CVE-2020-6418 exploited 2021-11-03
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-6418
Debian:10 chromium | ..80.0.3987.132-1~deb10u1

CVE-2020-6819 exploited 2021-11-03
: Mozilla Firefox And Thunderbird Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-6819
Alpine:edge firefox | ..74.0.1-r0
Alpine:edge firefox-esr | ..68.6.1-r0
Alpine:edge thunderbird | ..68.7.0-r0
Alpine:v3.11 firefox-esr | ..68.6.1-r0
Alpine:v3.12 firefox | ..74.0.1-r0
Alpine:v3.12 firefox-esr | ..68.6.1-r0
Alpine:v3.12 mozjs68 | ..68.7.0-r0
Alpine:v3.13 firefox | ..74.0.1-r0
Alpine:v3.13 firefox-esr | ..68.6.1-r0
Alpine:v3.14 firefox | ..74.0.1-r0
Alpine:v3.14 firefox-esr | ..68.6.1-r0
Alpine:v3.15 firefox | ..74.0.1-r0
Alpine:v3.15 firefox-esr | ..68.6.1-r0
Alpine:v3.16 firefox | ..74.0.1-r0
Alpine:v3.16 firefox-esr | ..68.6.1-r0
Alpine:v3.16 thunderbird | ..68.7.0-r0
Alpine:v3.17 firefox | ..74.0.1-r0
Alpine:v3.17 firefox-esr | ..68.6.1-r0
Alpine:v3.17 thunderbird | ..68.7.0-r0
Debian:10 firefox-esr | ..68.6.1esr-1~deb10u1
Debian:10 thunderbird | ..1:68.7.0-1~deb10u1
Debian:8 firefox-esr | ..68.7.0esr-1~deb8u1
Debian:8 thunderbird | ..1:68.7.0-1~deb8u1
Debian:9 firefox-esr | ..68.6.1esr-1~deb9u1
Debian:9 thunderbird | ..1:68.7.0-1~deb9u1

CVE-2020-6820 exploited 2021-11-03
: Mozilla Firefox And Thunderbird Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-6820
Alpine:edge firefox | ..74.0.1-r0
Alpine:edge firefox-esr | ..68.6.1-r0
Alpine:edge thunderbird | ..68.7.0-r0
Alpine:v3.11 firefox-esr | ..68.6.1-r0
Alpine:v3.12 firefox | ..74.0.1-r0
Alpine:v3.12 firefox-esr | ..68.6.1-r0
Alpine:v3.12 mozjs68 | ..68.7.0-r0
Alpine:v3.13 firefox | ..74.0.1-r0
Alpine:v3.13 firefox-esr | ..68.6.1-r0
Alpine:v3.14 firefox | ..74.0.1-r0
Alpine:v3.14 firefox-esr | ..68.6.1-r0
Alpine:v3.15 firefox | ..74.0.1-r0
Alpine:v3.15 firefox-esr | ..68.6.1-r0
Alpine:v3.16 firefox | ..74.0.1-r0
Alpine:v3.16 firefox-esr | ..68.6.1-r0
Alpine:v3.16 thunderbird | ..68.7.0-r0
Alpine:v3.17 firefox | ..74.0.1-r0
Alpine:v3.17 firefox-esr | ..68.6.1-r0
Alpine:v3.17 thunderbird | ..68.7.0-r0
Debian:10 firefox-esr | ..68.6.1esr-1~deb10u1
Debian:10 thunderbird | ..1:68.7.0-1~deb10u1
Debian:8 firefox-esr | ..68.7.0esr-1~deb8u1
Debian:8 thunderbird | ..1:68.7.0-1~deb8u1
Debian:9 firefox-esr | ..68.6.1esr-1~deb9u1
Debian:9 thunderbird | ..1:68.7.0-1~deb9u1

CVE-2020-7247 exploited 2022-03-25
: OpenSMTPD Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2020-7247
Alpine:edge opensmtpd | ..6.6.2p1-r0
Alpine:v3.11 opensmtpd | ..6.6.2p1-r0
Alpine:v3.12 opensmtpd | ..6.6.2p1-r0
Alpine:v3.13 opensmtpd | ..6.6.2p1-r0
Alpine:v3.14 opensmtpd | ..6.6.2p1-r0
Alpine:v3.15 opensmtpd | ..6.6.2p1-r0
Alpine:v3.16 opensmtpd | ..6.6.2p1-r0
Alpine:v3.17 opensmtpd | ..6.6.2p1-r0
Debian:10 opensmtpd | ..6.0.3p1-5+deb10u3
Debian:9 opensmtpd | ..6.0.2p1-2+deb9u2

CVE-2021-1789 exploited 2022-05-04
: Apple Multiple Products Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-1789
Alpine:edge webkit2gtk | ..2.30.6-r0
Alpine:v3.13 webkit2gtk | ..2.30.6-r0
Alpine:v3.14 webkit2gtk | ..2.30.6-r0
Alpine:v3.15 webkit2gtk | ..2.30.6-r0
Alpine:v3.16 webkit2gtk | ..2.30.6-r0
Alpine:v3.17 webkit2gtk | ..2.30.6-r0
Debian:10 webkit2gtk | ..2.30.6-1~deb10u1

CVE-2021-1870 exploited 2021-11-03
: Apple iOS, iPadOS, and macOS WebKit Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-1870
Alpine:edge webkit2gtk | ..2.30.6-r0
Alpine:v3.13 webkit2gtk | ..2.30.6-r0
Alpine:v3.14 webkit2gtk | ..2.30.6-r0
Alpine:v3.15 webkit2gtk | ..2.30.6-r0
Alpine:v3.16 webkit2gtk | ..2.30.6-r0
Alpine:v3.17 webkit2gtk | ..2.30.6-r0
Debian:10 webkit2gtk | ..2.30.6-1~deb10u1

CVE-2021-1871 exploited 2021-11-03
: Apple iOS, iPadOS, and macOS WebKit Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-1871
Alpine:edge webkit2gtk | ..2.32.0-r0
Alpine:v3.13 webkit2gtk | ..2.32.0-r0
Alpine:v3.14 webkit2gtk | ..2.32.0-r0
Alpine:v3.15 webkit2gtk | ..2.32.0-r0
Alpine:v3.16 webkit2gtk | ..2.32.0-r0
Alpine:v3.17 webkit2gtk | ..2.32.0-r0
Debian:10 webkit2gtk | ..2.32.1-1~deb10u1

CVE-2021-21148 exploited 2021-11-03
: Google Chromium V8 Heap Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-21148
Alpine:edge nodejs | ..14.15.5-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.13 nodejs | ..14.15.5-r0
Alpine:v3.14 nodejs | ..14.15.5-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.15 nodejs | ..14.15.5-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.16 nodejs | ..14.15.5-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.17 nodejs | ..14.15.5-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20200401-r0
Debian:10 chromium | ..88.0.4324.182-1~deb10u1

CVE-2021-21166 exploited 2021-11-03
: Google Chromium Race Condition Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-21166
Alpine:edge chromium | ..89.0.4389.72-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.14 chromium | ..89.0.4389.72-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.15 chromium | ..89.0.4389.72-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.16 chromium | ..89.0.4389.72-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.17 chromium | ..89.0.4389.72-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20200401-r0
Debian:10 chromium | ..89.0.4389.114-1~deb10u1

CVE-2021-21193 exploited 2021-11-03
: Google Chromium Blink Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-21193
Alpine:edge chromium | ..89.0.4389.90-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.14 chromium | ..89.0.4389.90-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.15 chromium | ..89.0.4389.90-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.16 chromium | ..89.0.4389.90-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20200401-r0
Alpine:v3.17 chromium | ..89.0.4389.90-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20200401-r0
Debian:10 chromium | ..89.0.4389.114-1~deb10u1

CVE-2021-21206 exploited 2021-11-03
: Google Chromium Blink Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-21206
Alpine:edge chromium | ..89.0.4389.128-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.14 chromium | ..89.0.4389.128-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.15 chromium | ..89.0.4389.128-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.16 chromium | ..89.0.4389.128-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.17 chromium | ..89.0.4389.128-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r0

CVE-2021-21220 exploited 2021-11-03
: Google Chromium V8 Improper Input Validation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-21220
Alpine:edge chromium | ..89.0.4389.128-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.14 chromium | ..89.0.4389.128-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.15 chromium | ..89.0.4389.128-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.16 chromium | ..89.0.4389.128-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.17 chromium | ..89.0.4389.128-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r0

CVE-2021-21224 exploited 2021-11-03
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-21224
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r0
Debian:10 chromium | ..90.0.4430.85-1~deb10u1

CVE-2021-22204 exploited 2021-11-17
: ExifTool Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-22204
Alpine:edge perl-image-exiftool | ..12.24-r0
Alpine:v3.13 perl-image-exiftool | ..12.24-r0
Alpine:v3.14 perl-image-exiftool | ..12.24-r0
Alpine:v3.15 perl-image-exiftool | ..12.24-r0
Alpine:v3.16 perl-image-exiftool | ..12.24-r0
Alpine:v3.17 perl-image-exiftool | ..12.24-r0
Debian:10 libimage-exiftool-perl | ..11.16-1+deb10u1
Debian:9 libimage-exiftool-perl | ..10.40-1+deb9u1

CVE-2021-22205 exploited 2021-11-03 ransomware
: GitLab Community and Enterprise Editions Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-22205
Bitnami gitlab | 11.9.0..13.8.8 | 13.9.0..13.9.6 | 13.10.0..13.10.3

CVE-2021-28550 exploited 2021-11-03
: Adobe Acrobat and Reader Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-28550
Alpine:edge tor | ..0.4.6.5-r0
Alpine:v3.13 tor | ..0.4.4.9-r0
Alpine:v3.14 tor | ..0.4.5.9-r0
Alpine:v3.15 tor | ..0.4.6.5-r0
Alpine:v3.16 tor | ..0.4.6.5-r0
Alpine:v3.17 tor | ..0.4.6.5-r0

CVE-2021-30533 exploited 2022-06-27
: Google Chromium PopupBlocker Security Bypass Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30533
Alpine:edge chromium | ..91.0.4472.77-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r4
Alpine:v3.14 chromium | ..91.0.4472.77-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.15 chromium | ..91.0.4472.77-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r4
Alpine:v3.16 chromium | ..91.0.4472.77-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r4
Alpine:v3.17 chromium | ..91.0.4472.77-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r4

CVE-2021-30551 exploited 2021-11-03
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30551
Alpine:edge chromium | ..91.0.4472.101-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r2
Alpine:v3.14 chromium | ..91.0.4472.101-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.15 chromium | ..91.0.4472.101-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r2
Alpine:v3.16 chromium | ..91.0.4472.101-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r2
Alpine:v3.17 chromium | ..91.0.4472.101-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r2

CVE-2021-30554 exploited 2021-11-03
: Google Chromium WebGL Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30554
Alpine:edge chromium | ..91.0.4472.114-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r2
Alpine:v3.14 chromium | ..91.0.4472.114-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.15 chromium | ..91.0.4472.114-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r2
Alpine:v3.16 chromium | ..91.0.4472.114-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r2
Alpine:v3.17 chromium | ..91.0.4472.114-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r2

CVE-2021-30563 exploited 2021-11-03
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30563
Alpine:edge chromium | ..91.0.4472.164-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20210510-r4
Alpine:v3.14 chromium | ..91.0.4472.164-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.15 chromium | ..91.0.4472.164-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20210510-r4
Alpine:v3.16 chromium | ..91.0.4472.164-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20210510-r4
Alpine:v3.17 chromium | ..91.0.4472.164-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20210510-r4

CVE-2021-30632 exploited 2021-11-03
: Google Chromium V8 Out-of-Bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30632
Alpine:edge chromium | ..93.0.4577.82-r0
Alpine:v3.14 chromium | ..93.0.4577.82-r0
Alpine:v3.15 chromium | ..93.0.4577.82-r0
Alpine:v3.16 chromium | ..93.0.4577.82-r0
Alpine:v3.17 chromium | ..93.0.4577.82-r0

CVE-2021-30633 exploited 2021-11-03
: Google Chromium Indexed DB API Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30633
Alpine:edge chromium | ..93.0.4577.82-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.14 chromium | ..93.0.4577.82-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.15 chromium | ..93.0.4577.82-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.16 chromium | ..93.0.4577.82-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20211006-r0
Alpine:v3.17 chromium | ..93.0.4577.82-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20211006-r0

CVE-2021-30661 exploited 2021-11-03
: Apple Multiple Products WebKit Storage Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30661
Alpine:edge webkit2gtk | ..2.30.0-r0
Alpine:v3.14 webkit2gtk | ..2.30.0-r0
Alpine:v3.15 webkit2gtk | ..2.30.0-r0
Alpine:v3.16 webkit2gtk | ..2.30.0-r0
Alpine:v3.17 webkit2gtk | ..2.30.0-r0
Debian:10 webkit2gtk | ..2.30.3-1~deb10u1

CVE-2021-30663 exploited 2021-11-03
: Apple Multiple Products WebKit Integer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30663
Alpine:edge webkit2gtk | ..2.32.3-r0
Alpine:v3.14 webkit2gtk | ..2.32.3-r0
Alpine:v3.15 webkit2gtk | ..2.32.3-r0
Alpine:v3.16 webkit2gtk | ..2.32.3-r0
Alpine:v3.17 webkit2gtk | ..2.32.3-r0
Debian:10 webkit2gtk | ..2.32.3-1~deb10u1

CVE-2021-30665 exploited 2021-11-03
: Apple Multiple Products WebKit Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30665
Alpine:edge webkit2gtk | ..2.32.3-r0
Alpine:v3.14 webkit2gtk | ..2.32.3-r0
Alpine:v3.15 webkit2gtk | ..2.32.3-r0
Alpine:v3.16 webkit2gtk | ..2.32.3-r0
Alpine:v3.17 webkit2gtk | ..2.32.3-r0
Debian:10 webkit2gtk | ..2.32.3-1~deb10u1

CVE-2021-30666 exploited 2021-11-03
: Apple iOS WebKit Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30666
Alpine:edge webkit2gtk | ..2.26.0-r0
Alpine:v3.14 webkit2gtk | ..2.26.0-r0
Alpine:v3.15 webkit2gtk | ..2.26.0-r0
Alpine:v3.16 webkit2gtk | ..2.26.0-r0
Alpine:v3.17 webkit2gtk | ..2.26.0-r0
Debian:10 webkit2gtk | ..2.26.1-3~deb10u1

CVE-2021-30761 exploited 2021-11-03
: Apple iOS WebKit Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30761
Alpine:edge webkit2gtk | ..2.26.0-r0
Alpine:v3.14 webkit2gtk | ..2.26.0-r0
Alpine:v3.15 webkit2gtk | ..2.26.0-r0
Alpine:v3.16 webkit2gtk | ..2.26.0-r0
Alpine:v3.17 webkit2gtk | ..2.26.0-r0
Debian:10 webkit2gtk | ..2.26.1-3~deb10u1

CVE-2021-30762 exploited 2021-11-03
: Apple iOS WebKit Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30762
Alpine:edge webkit2gtk | ..2.28.0-r0
Alpine:v3.14 webkit2gtk | ..2.28.0-r0
Alpine:v3.15 webkit2gtk | ..2.28.0-r0
Alpine:v3.16 webkit2gtk | ..2.28.0-r0
Alpine:v3.17 webkit2gtk | ..2.28.0-r0
Debian:10 webkit2gtk | ..2.28.2-2~deb10u1

CVE-2021-30858 exploited 2021-11-03
: Apple iOS, iPadOS, macOS Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-30858
Alpine:edge webkit2gtk | ..2.32.4-r0
Alpine:v3.15 webkit2gtk | ..2.32.4-r0
Alpine:v3.16 webkit2gtk | ..2.32.4-r0
Alpine:v3.17 webkit2gtk | ..2.32.4-r0
Debian:10 webkit2gtk | ..2.32.4-1~deb10u1
Debian:11 webkit2gtk | ..2.32.4-1~deb11u1
Debian:11 wpewebkit | ..2.32.4-1~deb11u1

CVE-2021-3156 exploited 2022-04-06
: Sudo Heap-Based Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-3156
Alpine:edge sudo | ..1.9.5p2-r0
Alpine:v3.10 sudo | ..1.9.5p2-r0
Alpine:v3.11 sudo | ..1.8.31-r1
Alpine:v3.12 sudo | ..1.9.5p2-r0
Alpine:v3.13 sudo | ..1.9.5p2-r0
Alpine:v3.14 sudo | ..1.9.5p2-r0
Alpine:v3.15 sudo | ..1.9.5p2-r0
Alpine:v3.16 sudo | ..1.9.5p2-r0
Alpine:v3.17 sudo | ..1.9.5p2-r0
Debian:10 sudo | ..1.8.27-1+deb10u3
Debian:9 sudo | ..1.8.19p1-2.1+deb9u3

CVE-2021-3560 exploited 2023-05-12
: Red Hat Polkit Incorrect Authorization Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-3560
Alpine:edge polkit | ..0.119-r0
Alpine:v3.14 polkit | ..0.119-r0
Alpine:v3.15 polkit | ..0.119-r0
Alpine:v3.16 polkit | ..0.119-r0
Alpine:v3.17 polkit | ..0.119-r0

CVE-2021-37973 exploited 2021-11-03
: Google Chromium Portals Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-37973
Alpine:edge qt5-qtwebengine | ..5.15.3_git20211006-r3
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r1
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20211006-r3
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20211006-r3
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20211006-r3
Debian:11 chromium | ..97.0.4692.71-0.1~deb11u1

CVE-2021-37975 exploited 2021-11-03
: Google Chromium V8 Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-37975
Alpine:edge qt5-qtwebengine | ..5.15.3_git20211006-r3
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211006-r1
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20211006-r3
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20211006-r3
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20211006-r3
Debian:11 chromium | ..97.0.4692.71-0.1~deb11u1

CVE-2021-37976 exploited 2021-11-03
: Google Chromium Information Disclosure Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-37976
Debian:11 chromium | ..97.0.4692.71-0.1~deb11u1

CVE-2021-38000 exploited 2021-11-03
: Google Chromium Intents Improper Input Validation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-38000
Debian:11 chromium | ..97.0.4692.71-0.1~deb11u1

CVE-2021-38003 exploited 2021-11-03
: Google Chromium V8 Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-38003
Alpine:edge qt5-qtwebengine | ..5.15.3_git20211127-r0
Alpine:v3.14 qt5-qtwebengine | ..5.15.3_git20211112-r1
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20211127-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20211127-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20211127-r0
Debian:11 chromium | ..97.0.4692.71-0.1~deb11u1

CVE-2021-39144 exploited 2023-03-10
: XStream Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-39144
Debian:10 libxstream-java | ..1.4.11.1-1+deb10u3
Debian:11 libxstream-java | ..1.4.15-3+deb11u1
Debian:9 libxstream-java | ..1.4.11.1-1+deb9u4

CVE-2021-39226 exploited 2022-08-25
: Grafana Authentication Bypass Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-39226
Bitnami grafana | ..7.5.11 | 8.0.0..8.1.6

CVE-2021-4034 exploited 2022-06-27
: Red Hat Polkit Out-of-Bounds Read and Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-4034
AlmaLinux:8 polkit | ..0.115-13.el8_5.2
AlmaLinux:8 polkit-libs | ..0.115-13.el8_5.2
Alpine:edge polkit | ..0.120-r2
Alpine:v3.15 polkit | ..0.119-r8
Alpine:v3.16 polkit | ..0.120-r2
Alpine:v3.17 polkit | ..0.120-r2
Debian:10 policykit-1 | ..0.105-25+deb10u1
Debian:11 policykit-1 | ..0.105-31+deb11u1
Debian:9 policykit-1 | ..0.105-18+deb9u2

CVE-2021-40438 exploited 2021-12-01
: Apache HTTP Server-Side Request Forgery (SSRF)
@ https://nvd.nist.gov/vuln/detail/CVE-2021-40438
Alpine:edge apache2 | ..2.4.49-r0
Alpine:v3.11 apache2 | ..2.4.49-r0
Alpine:v3.12 apache2 | ..2.4.49-r0
Alpine:v3.13 apache2 | ..2.4.49-r0
Alpine:v3.14 apache2 | ..2.4.49-r0
Alpine:v3.15 apache2 | ..2.4.49-r0
Alpine:v3.16 apache2 | ..2.4.49-r0
Alpine:v3.17 apache2 | ..2.4.49-r0
Bitnami apache | ..2.4.49
Debian:10 apache2 | ..2.4.38-3+deb10u6
Debian:11 apache2 | ..2.4.51-1~deb11u1
Debian:9 apache2 | ..2.4.25-3+deb9u11

CVE-2021-4102 exploited 2021-12-15
: Google Chromium V8 Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-4102
Debian:11 chromium | ..97.0.4692.71-0.1~deb11u1

CVE-2021-41773 exploited 2021-11-03 ransomware
: Apache HTTP Server Path Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-41773
Alpine:edge apache2 | ..2.4.50-r0
Alpine:v3.11 apache2 | ..2.4.50-r0
Alpine:v3.12 apache2 | ..2.4.50-r0
Alpine:v3.13 apache2 | ..2.4.50-r0
Alpine:v3.14 apache2 | ..2.4.50-r0
Alpine:v3.15 apache2 | ..2.4.50-r0
Alpine:v3.16 apache2 | ..2.4.50-r0
Alpine:v3.17 apache2 | ..2.4.50-r0
Bitnami apache | 2.4.49..2.4.50

CVE-2021-42013 exploited 2021-11-03 ransomware
: Apache HTTP Server Path Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-42013
Alpine:edge apache2 | ..2.4.51-r0
Alpine:v3.11 apache2 | ..2.4.51-r0
Alpine:v3.12 apache2 | ..2.4.51-r0
Alpine:v3.13 apache2 | ..2.4.51-r0
Alpine:v3.14 apache2 | ..2.4.51-r0
Alpine:v3.15 apache2 | ..2.4.51-r0
Alpine:v3.16 apache2 | ..2.4.51-r0
Alpine:v3.17 apache2 | ..2.4.51-r0
Bitnami apache | 2.4.49..2.4.50 | 2.4.50..2.4.51

CVE-2021-43798
: Grafana shows any file of the server through the address of a plugin
@ https://nvd.nist.gov/vuln/detail/CVE-2021-43798
Alpine:edge grafana | ..8.3.1-r0
Alpine:v3.15 grafana | ..8.2.7-r0
Alpine:v3.16 grafana | ..8.3.1-r0
Alpine:v3.17 grafana | ..8.3.1-r0
Bitnami grafana | 8.0.1..8.0.7 | 8.1.0..8.1.8 | 8.2.0..8.2.7 | 8.3.0..8.3.1

CVE-2021-44026 exploited 2023-06-22
: Roundcube Webmail SQL Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-44026
Debian:10 roundcube | ..1.3.17+dfsg.1-1~deb10u1
Debian:11 roundcube | ..1.4.12+dfsg.1-1~deb11u1
Debian:9 roundcube | ..1.2.3+dfsg.1-4+deb9u9

CVE-2021-44228 exploited 2021-12-10 ransomware
: Apache Log4j2 Remote Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-44228
Debian:10 apache-log4j2 | ..2.15.0-1~deb10u1
Debian:11 apache-log4j2 | ..2.15.0-1~deb11u1
Debian:9 apache-log4j2 | ..2.7-2+deb9u1

CVE-2021-45046 exploited 2023-05-01 ransomware
: Apache Log4j2 Deserialization of Untrusted Data Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2021-45046
Debian:10 apache-log4j2 | ..2.16.0-1~deb10u1
Debian:11 apache-log4j2 | ..2.16.0-1~deb11u1

CVE-2022-0543 exploited 2022-03-28
: Debian-specific Redis Server Lua Sandbox Escape Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-0543
Debian:10 redis | ..5:5.0.14-1+deb10u2
Debian:11 redis | ..5:6.0.16-1+deb11u2

CVE-2022-0609 exploited 2022-02-15
: Google Chromium Animation Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-0609
Alpine:edge chromium | ..98.0.4758.102-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20220121-r4
Alpine:v3.15 chromium | ..99.0.4844.84-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20211127-r4
Alpine:v3.16 chromium | ..98.0.4758.102-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20220121-r4
Alpine:v3.17 chromium | ..98.0.4758.102-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20220121-r4
Debian:11 chromium | ..98.0.4758.102-1~deb11u1

CVE-2022-1096 exploited 2022-03-28
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-1096
Alpine:edge chromium | ..99.0.4844.84-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20220407-r0
Alpine:v3.15 chromium | ..99.0.4844.84-r0
Alpine:v3.15 qt5-qtwebengine | ..5.15.3_git20211127-r5
Alpine:v3.16 chromium | ..99.0.4844.84-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20220407-r0
Alpine:v3.17 chromium | ..99.0.4844.84-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20220407-r0
Debian:11 chromium | ..99.0.4844.84-1~deb11u1

CVE-2022-1364 exploited 2022-04-15
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-1364
Alpine:edge chromium | ..100.0.4896.127-r0
Alpine:v3.16 chromium | ..100.0.4896.127-r0
Alpine:v3.17 chromium | ..100.0.4896.127-r0
Debian:11 chromium | ..100.0.4896.127-1~deb11u1

CVE-2022-22620 exploited 2022-02-11
: Apple iOS, iPadOS, and macOS Webkit Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-22620
AlmaLinux:8 webkit2gtk3 | ..2.34.6-1.el8
AlmaLinux:8 webkit2gtk3-jsc | ..2.34.6-1.el8
Alpine:edge webkit2gtk | ..2.34.6-r0
Alpine:v3.16 webkit2gtk | ..2.34.6-r0
Alpine:v3.17 webkit2gtk | ..2.34.6-r0
Debian:10 webkit2gtk | ..2.34.6-1~deb10u1
Debian:11 webkit2gtk | ..2.34.6-1~deb11u1
Debian:11 wpewebkit | ..2.34.6-1~deb11u1

CVE-2022-2294 exploited 2022-08-25 ransomware
: WebRTC Heap Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-2294
Alpine:edge chromium | ..103.0.5060.114-r0
Alpine:edge qt5-qtwebengine | ..5.15.3_git20220601-r1
Alpine:edge webkit2gtk | ..2.36.5-r0
Alpine:edge webkit2gtk-5.0 | ..2.36.5-r0
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20220505-r2
Alpine:v3.16 webkit2gtk | ..2.36.5-r0
Alpine:v3.16 webkit2gtk-5.0 | ..2.36.5-r0
Alpine:v3.17 chromium | ..103.0.5060.114-r0
Alpine:v3.17 qt5-qtwebengine | ..5.15.3_git20220601-r1
Alpine:v3.17 webkit2gtk | ..2.36.5-r0
Alpine:v3.17 webkit2gtk-5.0 | ..2.36.5-r0
Debian:11 chromium | ..103.0.5060.114-1~deb11u1

CVE-2022-23134 exploited 2022-02-22
: Zabbix Frontend Improper Access Control Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-23134
Debian:9 zabbix | ..1:3.0.32+dfsg-0+deb9u2

CVE-2022-24112 exploited 2022-08-25
: Apache APISIX Authentication Bypass Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-24112
Bitnami apisix | ..2.10.4 | 2.11.0..2.12.1

CVE-2022-24706 exploited 2022-08-25
: Apache CouchDB Insecure Default Initialization of Resource Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-24706
Bitnami couchdb | ..3.2.2

CVE-2022-26485 exploited 2022-03-07
: Mozilla Firefox Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-26485
AlmaLinux:8 firefox | ..91.7.0-3.el8_5.alma
AlmaLinux:8 thunderbird | ..91.7.0-2.el8_5.alma | ..91.7.0-2.el8_5.alma.plus
Alpine:edge firefox | ..97.0.2-r0
Alpine:edge firefox-esr | ..91.6.1-r0
Alpine:edge thunderbird | ..91.6.2-r0
Alpine:v3.15 firefox-esr | ..91.6.1-r0
Alpine:v3.16 firefox | ..97.0.2-r0
Alpine:v3.16 firefox-esr | ..91.6.1-r0
Alpine:v3.16 thunderbird | ..91.6.2-r0
Alpine:v3.17 firefox | ..97.0.2-r0
Alpine:v3.17 firefox-esr | ..91.6.1-r0
Alpine:v3.17 thunderbird | ..91.6.2-r0
Debian:10 firefox-esr | ..91.6.1esr-1~deb10u1
Debian:10 thunderbird | ..1:91.6.2-1~deb10u1
Debian:11 firefox-esr | ..91.6.1esr-1~deb11u1
Debian:11 thunderbird | ..1:91.6.2-1~deb11u1
Debian:9 firefox-esr | ..91.6.1esr-1~deb9u1
Debian:9 thunderbird | ..1:91.6.2-1~deb9u1

CVE-2022-26486 exploited 2022-03-07
: Mozilla Firefox Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-26486
AlmaLinux:8 firefox | ..91.7.0-3.el8_5.alma
AlmaLinux:8 thunderbird | ..91.7.0-2.el8_5.alma | ..91.7.0-2.el8_5.alma.plus
Alpine:edge firefox | ..97.0.2-r0
Alpine:edge firefox-esr | ..91.6.1-r0
Alpine:edge thunderbird | ..91.6.2-r0
Alpine:v3.15 firefox-esr | ..91.6.1-r0
Alpine:v3.16 firefox | ..97.0.2-r0
Alpine:v3.16 firefox-esr | ..91.6.1-r0
Alpine:v3.16 thunderbird | ..91.6.2-r0
Alpine:v3.17 firefox | ..97.0.2-r0
Alpine:v3.17 firefox-esr | ..91.6.1-r0
Alpine:v3.17 thunderbird | ..91.6.2-r0
Debian:10 firefox-esr | ..91.6.1esr-1~deb10u1
Debian:10 thunderbird | ..1:91.6.2-1~deb10u1
Debian:11 firefox-esr | ..91.6.1esr-1~deb11u1
Debian:11 thunderbird | ..1:91.6.2-1~deb11u1
Debian:9 firefox-esr | ..91.6.1esr-1~deb9u1
Debian:9 thunderbird | ..1:91.6.2-1~deb9u1

CVE-2022-2856 exploited 2022-08-18
: Google Chromium Intents Insufficient Input Validation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-2856
Debian:11 chromium | ..104.0.5112.101-1~deb11u1

CVE-2022-3038 exploited 2023-03-30
: Google Chromium Network Service Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-3038
Alpine:edge qt5-qtwebengine | ..5.15.11-r3
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20220505-r4
Alpine:v3.17 qt5-qtwebengine | ..5.15.11-r3
Debian:11 chromium | ..105.0.5195.52-1~deb11u1

CVE-2022-3075 exploited 2022-09-08
: Google Chromium Mojo Insufficient Data Validation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-3075
Alpine:edge qt5-qtwebengine | ..5.15.11-r3
Alpine:v3.16 qt5-qtwebengine | ..5.15.3_git20220505-r4
Alpine:v3.17 qt5-qtwebengine | ..5.15.11-r3
Debian:11 chromium | ..105.0.5195.102-1~deb11u1

CVE-2022-32893 exploited 2022-08-18
: Apple iOS and macOS Out-of-Bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-32893
AlmaLinux:8 webkit2gtk3 | ..2.36.7-1.el8_6
AlmaLinux:8 webkit2gtk3-jsc | ..2.36.7-1.el8_6
AlmaLinux:9 webkit2gtk3 | ..2.36.7-1.el9_0
AlmaLinux:9 webkit2gtk3-jsc | ..2.36.7-1.el9_0
Debian:10 webkit2gtk | ..2.36.7-1~deb10u1
Debian:11 webkit2gtk | ..2.36.7-1~deb11u1
Debian:11 wpewebkit | ..2.36.7-1~deb11u1

CVE-2022-33891 exploited 2023-03-07
: Apache Spark Command Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-33891
Bitnami spark | ..3.0.4 | 3.1.1..3.1.3 | 3.2.0..3.2.2
PyPI pyspark | ..3.1.1 | 3.1.1..3.1.3 | 3.2.0..3.2.2

CVE-2022-3723 exploited 2022-10-28
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-3723
Debian:11 chromium | ..107.0.5304.87-1~deb11u1

CVE-2022-4135 exploited 2022-11-28
: Google Chromium GPU Heap Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-4135
Debian:11 chromium | ..107.0.5304.121-1~deb11u1

CVE-2022-4262 exploited 2022-12-05
: Google Chromium V8 Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-4262
Alpine:edge qt5-qtwebengine | ..5.15.11-r9
Alpine:v3.17 qt5-qtwebengine | ..5.15.11-r8
Debian:11 chromium | ..108.0.5359.94-1~deb11u1

CVE-2022-42856 exploited 2022-12-14
: Apple iOS Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-42856
AlmaLinux:8 webkit2gtk3 | ..2.36.7-1.el8_7.1
AlmaLinux:8 webkit2gtk3-jsc | ..2.36.7-1.el8_7.1
AlmaLinux:9 webkit2gtk3 | ..2.36.7-1.el9_1.1
AlmaLinux:9 webkit2gtk3-jsc | ..2.36.7-1.el9_1.1
Debian:10 webkit2gtk | ..2.38.3-1~deb10u1
Debian:11 webkit2gtk | ..2.38.3-1~deb11u1
Debian:11 wpewebkit | ..2.38.3-1~deb11u1

CVE-2022-46169 exploited 2023-02-16
: Cacti Command Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2022-46169
Debian:10 cacti | ..1.2.2+ds1-2+deb10u5
Debian:11 cacti | ..1.2.16+ds1-2+deb11u1

CVE-2023-20867 exploited 2023-06-23
: VMware Tools Authentication Bypass Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-20867
AlmaLinux:8 open-vm-tools | ..12.1.5-2.el8_8.alma
AlmaLinux:8 open-vm-tools-desktop | ..12.1.5-2.el8_8.alma
AlmaLinux:8 open-vm-tools-salt-minion | ..12.1.5-2.el8_8.alma
AlmaLinux:8 open-vm-tools-sdmp | ..12.1.5-2.el8_8.alma
AlmaLinux:9 open-vm-tools | ..12.1.5-1.el9_2.1.alma
AlmaLinux:9 open-vm-tools-desktop | ..12.1.5-1.el9_2.1.alma
AlmaLinux:9 open-vm-tools-salt-minion | ..12.1.5-1.el9_2.1.alma
AlmaLinux:9 open-vm-tools-sdmp | ..12.1.5-1.el9_2.1.alma
AlmaLinux:9 open-vm-tools-test | ..12.1.5-1.el9_2.1.alma

CVE-2023-23529 exploited 2023-02-14
: Apple Multiple Products WebKit Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-23529
AlmaLinux:8 webkit2gtk3 | ..2.36.7-1.el8_7.2
AlmaLinux:8 webkit2gtk3-jsc | ..2.36.7-1.el8_7.2
AlmaLinux:9 webkit2gtk3 | ..2.36.7-1.el9_1.2
AlmaLinux:9 webkit2gtk3-jsc | ..2.36.7-1.el9_1.2
Debian:10 webkit2gtk | ..2.38.5-1~deb10u1
Debian:11 webkit2gtk | ..2.38.5-1~deb11u1
Debian:11 wpewebkit | ..2.38.5-1~deb11u1

CVE-2023-23752 exploited 2024-01-08
: Joomla! Improper Access Control Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-23752
Bitnami joomla | 4.0.0..4.2.8

CVE-2023-27524 exploited 2024-01-08
: Apache Superset Insecure Default Initialization of Resource Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-27524
Bitnami superset | ..2.0.2

CVE-2023-28204 exploited 2023-05-22
: Apple Multiple Products WebKit Out-of-Bounds Read Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-28204
AlmaLinux:8 webkit2gtk3 | ..2.38.5-1.el8_8.4
AlmaLinux:8 webkit2gtk3-jsc | ..2.38.5-1.el8_8.4
AlmaLinux:9 webkit2gtk3 | ..2.38.5-1.el9_2.2
AlmaLinux:9 webkit2gtk3-jsc | ..2.38.5-1.el9_2.2

CVE-2023-28205 exploited 2023-04-10
: Apple Multiple Products WebKit Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-28205
AlmaLinux:8 webkit2gtk3 | ..2.36.7-1.el8_7.3
AlmaLinux:8 webkit2gtk3 | ..2.38.5-1.el8_8.3
AlmaLinux:8 webkit2gtk3-jsc | ..2.36.7-1.el8_7.3
AlmaLinux:8 webkit2gtk3-jsc | ..2.38.5-1.el8_8.3
AlmaLinux:9 webkit2gtk3 | ..2.36.7-1.el9_1.3
AlmaLinux:9 webkit2gtk3 | ..2.38.5-1.el9_2.1
AlmaLinux:9 webkit2gtk3-jsc | ..2.36.7-1.el9_1.3
AlmaLinux:9 webkit2gtk3-jsc | ..2.38.5-1.el9_2.1

CVE-2023-28432 exploited 2023-04-21
: MinIO Information Disclosure Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-28432
Bitnami minio | 2019.12.17..2023.03.20

CVE-2023-28434 exploited 2023-09-19
: MinIO Security Feature Bypass Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-28434
Bitnami minio | ..2023.03.20

CVE-2023-32373 exploited 2023-05-22
: Apple Multiple Products WebKit Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-32373
AlmaLinux:8 webkit2gtk3 | ..2.38.5-1.el8_8.4
AlmaLinux:8 webkit2gtk3-jsc | ..2.38.5-1.el8_8.4
AlmaLinux:9 webkit2gtk3 | ..2.38.5-1.el9_2.2
AlmaLinux:9 webkit2gtk3-jsc | ..2.38.5-1.el9_2.2

CVE-2023-32435 exploited 2023-06-23
: Apple Multiple Products WebKit Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-32435
AlmaLinux:8 webkit2gtk3 | ..2.38.5-1.el8_8.5.alma
AlmaLinux:8 webkit2gtk3-jsc | ..2.38.5-1.el8_8.5.alma
AlmaLinux:9 webkit2gtk3 | ..2.38.5-1.el9_2.3
AlmaLinux:9 webkit2gtk3-jsc | ..2.38.5-1.el9_2.3

CVE-2023-32439 exploited 2023-06-23
: Apple Multiple Products WebKit Type Confusion Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-32439
AlmaLinux:8 webkit2gtk3 | ..2.38.5-1.el8_8.5.alma
AlmaLinux:8 webkit2gtk3-jsc | ..2.38.5-1.el8_8.5.alma
AlmaLinux:9 webkit2gtk3 | ..2.38.5-1.el9_2.3
AlmaLinux:9 webkit2gtk3-jsc | ..2.38.5-1.el9_2.3

CVE-2023-38180 exploited 2023-08-09
: Microsoft .NET Core and Visual Studio Denial-of-Service Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-38180
AlmaLinux:8 aspnetcore-runtime-6.0 | ..6.0.21-1.el8_8
AlmaLinux:8 aspnetcore-runtime-7.0 | ..7.0.10-1.el8_8
AlmaLinux:8 aspnetcore-targeting-pack-6.0 | ..6.0.21-1.el8_8
AlmaLinux:8 aspnetcore-targeting-pack-7.0 | ..7.0.10-1.el8_8
AlmaLinux:8 dotnet | ..7.0.110-1.el8_8
AlmaLinux:8 dotnet-apphost-pack-6.0 | ..6.0.21-1.el8_8
AlmaLinux:8 dotnet-apphost-pack-7.0 | ..7.0.10-1.el8_8
AlmaLinux:8 dotnet-host | ..7.0.10-1.el8_8
AlmaLinux:8 dotnet-hostfxr-6.0 | ..6.0.21-1.el8_8
AlmaLinux:8 dotnet-hostfxr-7.0 | ..7.0.10-1.el8_8
AlmaLinux:8 dotnet-runtime-6.0 | ..6.0.21-1.el8_8
AlmaLinux:8 dotnet-runtime-7.0 | ..7.0.10-1.el8_8
AlmaLinux:8 dotnet-sdk-6.0 | ..6.0.121-1.el8_8
AlmaLinux:8 dotnet-sdk-6.0-source-built-artifacts | ..6.0.121-1.el8_8
AlmaLinux:8 dotnet-sdk-7.0 | ..7.0.110-1.el8_8
AlmaLinux:8 dotnet-sdk-7.0-source-built-artifacts | ..7.0.110-1.el8_8
AlmaLinux:8 dotnet-targeting-pack-6.0 | ..6.0.21-1.el8_8
AlmaLinux:8 dotnet-targeting-pack-7.0 | ..7.0.10-1.el8_8
AlmaLinux:8 dotnet-templates-6.0 | ..6.0.121-1.el8_8
AlmaLinux:8 dotnet-templates-7.0 | ..7.0.110-1.el8_8
AlmaLinux:8 netstandard-targeting-pack-2.1 | ..7.0.110-1.el8_8
AlmaLinux:9 aspnetcore-runtime-6.0 | ..6.0.21-1.el9_2
AlmaLinux:9 aspnetcore-runtime-7.0 | ..7.0.10-1.el9_2
AlmaLinux:9 aspnetcore-targeting-pack-6.0 | ..6.0.21-1.el9_2
AlmaLinux:9 aspnetcore-targeting-pack-7.0 | ..7.0.10-1.el9_2
AlmaLinux:9 dotnet-apphost-pack-6.0 | ..6.0.21-1.el9_2
AlmaLinux:9 dotnet-apphost-pack-7.0 | ..7.0.10-1.el9_2
AlmaLinux:9 dotnet-host | ..7.0.10-1.el9_2
AlmaLinux:9 dotnet-hostfxr-6.0 | ..6.0.21-1.el9_2
AlmaLinux:9 dotnet-hostfxr-7.0 | ..7.0.10-1.el9_2
AlmaLinux:9 dotnet-runtime-6.0 | ..6.0.21-1.el9_2
AlmaLinux:9 dotnet-runtime-7.0 | ..7.0.10-1.el9_2
AlmaLinux:9 dotnet-sdk-6.0 | ..6.0.121-1.el9_2
AlmaLinux:9 dotnet-sdk-6.0-source-built-artifacts | ..6.0.121-1.el9_2
AlmaLinux:9 dotnet-sdk-7.0 | ..7.0.110-1.el9_2
AlmaLinux:9 dotnet-sdk-7.0-source-built-artifacts | ..7.0.110-1.el9_2
AlmaLinux:9 dotnet-targeting-pack-6.0 | ..6.0.21-1.el9_2
AlmaLinux:9 dotnet-targeting-pack-7.0 | ..7.0.10-1.el9_2
AlmaLinux:9 dotnet-templates-6.0 | ..6.0.121-1.el9_2
AlmaLinux:9 dotnet-templates-7.0 | ..7.0.110-1.el9_2
AlmaLinux:9 netstandard-targeting-pack-2.1 | ..7.0.110-1.el9_2
Bitnami aspnet-core | 2.1.0..2.1.40
Bitnami dotnet | 6.0.0..6.0.21 | 7.0.0..7.0.10
Bitnami dotnet-sdk | 6.0.0..6.0.21 | 7.0.0..7.0.10

CVE-2023-38545
: curl overflows its memory with long host names through a SOCKS5 proxy
@ https://nvd.nist.gov/vuln/detail/CVE-2023-38545
AlmaLinux:9 curl | ..7.76.1-23.el9_2.4
AlmaLinux:9 curl | ..7.76.1-26.el9_3.2
AlmaLinux:9 curl-minimal | ..7.76.1-23.el9_2.4
AlmaLinux:9 curl-minimal | ..7.76.1-26.el9_3.2
AlmaLinux:9 libcurl | ..7.76.1-23.el9_2.4
AlmaLinux:9 libcurl | ..7.76.1-26.el9_3.2
AlmaLinux:9 libcurl-minimal | ..7.76.1-23.el9_2.4
AlmaLinux:9 libcurl-minimal | ..7.76.1-26.el9_3.2

CVE-2023-41993 exploited 2023-09-25
: Apple Multiple Products WebKit Code Execution Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-41993
Bitnami java | ..1.8.0 | 1.9.0..8.0.411
Bitnami java-min | ..1.8.0 | 1.9.0..8.0.411
Bitnami jre | ..1.8.0 | 1.9.0..8.0.411

CVE-2023-42917 exploited 2023-12-04
: Apple Multiple Products WebKit Memory Corruption Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-42917
AlmaLinux:8 webkit2gtk3 | ..2.40.5-1.el8_9.1.alma.1
AlmaLinux:8 webkit2gtk3-jsc | ..2.40.5-1.el8_9.1.alma.1
AlmaLinux:9 webkit2gtk3 | ..2.40.5-1.el9_3.1
AlmaLinux:9 webkit2gtk3-jsc | ..2.40.5-1.el9_3.1
Bitnami java | ..1.8.0 | 1.9.0..8.0.411
Bitnami java-min | ..1.8.0 | 1.9.0..8.0.411
Bitnami jre | ..1.8.0 | 1.9.0..8.0.411

CVE-2023-44487 exploited 2023-10-10
: HTTP/2 Rapid Reset Attack Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-44487
AlmaLinux:8 aspnetcore-runtime-6.0 | ..6.0.23-1.el8_8
AlmaLinux:8 aspnetcore-runtime-7.0 | ..7.0.12-1.el8_8
AlmaLinux:8 aspnetcore-targeting-pack-6.0 | ..6.0.23-1.el8_8
AlmaLinux:8 aspnetcore-targeting-pack-7.0 | ..7.0.12-1.el8_8
AlmaLinux:8 dotnet | ..7.0.112-1.el8_8
AlmaLinux:8 dotnet-apphost-pack-6.0 | ..6.0.23-1.el8_8
AlmaLinux:8 dotnet-apphost-pack-7.0 | ..7.0.12-1.el8_8
AlmaLinux:8 dotnet-host | ..7.0.12-1.el8_8
AlmaLinux:8 dotnet-hostfxr-6.0 | ..6.0.23-1.el8_8
AlmaLinux:8 dotnet-hostfxr-7.0 | ..7.0.12-1.el8_8
AlmaLinux:8 dotnet-runtime-6.0 | ..6.0.23-1.el8_8
AlmaLinux:8 dotnet-runtime-7.0 | ..7.0.12-1.el8_8
AlmaLinux:8 dotnet-sdk-6.0 | ..6.0.123-1.el8_8
AlmaLinux:8 dotnet-sdk-6.0-source-built-artifacts | ..6.0.123-1.el8_8
AlmaLinux:8 dotnet-sdk-7.0 | ..7.0.112-1.el8_8
AlmaLinux:8 dotnet-sdk-7.0-source-built-artifacts | ..7.0.112-1.el8_8
AlmaLinux:8 dotnet-targeting-pack-6.0 | ..6.0.23-1.el8_8
AlmaLinux:8 dotnet-targeting-pack-7.0 | ..7.0.12-1.el8_8
AlmaLinux:8 dotnet-templates-6.0 | ..6.0.123-1.el8_8
AlmaLinux:8 dotnet-templates-7.0 | ..7.0.112-1.el8_8
AlmaLinux:8 grafana | ..7.5.15-5.el8_8.alma.1
AlmaLinux:8 libnghttp2 | ..1.33.0-5.el8_8
AlmaLinux:8 netstandard-targeting-pack-2.1 | ..7.0.112-1.el8_8
AlmaLinux:8 nghttp2 | ..1.33.0-5.el8_8
AlmaLinux:8 tomcat | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-admin-webapps | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-docs-webapp | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-el-3.0-api | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-jsp-2.3-api | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-lib | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-servlet-4.0-api | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 tomcat-webapps | ..1:9.0.62-5.el8_8.2
AlmaLinux:8 varnish | ..6.0.8-3.module_el8.8.0+3665+0b8dabc5.1.alma.1
AlmaLinux:8 varnish-modules | ..0.15.0-6.module_el8.5.0+2620+03a0c2cc | ..0.15.0-6.module_el8.5.0+76+a10ffa55 | ..0.15.0-6.module_el8.6.0+3089+dac88e97
AlmaLinux:9 aspnetcore-runtime-6.0 | ..6.0.23-1.el9_2
AlmaLinux:9 aspnetcore-runtime-7.0 | ..7.0.12-1.el9_2
AlmaLinux:9 aspnetcore-targeting-pack-6.0 | ..6.0.23-1.el9_2
AlmaLinux:9 aspnetcore-targeting-pack-7.0 | ..7.0.12-1.el9_2
AlmaLinux:9 dotnet-apphost-pack-6.0 | ..6.0.23-1.el9_2
AlmaLinux:9 dotnet-apphost-pack-7.0 | ..7.0.12-1.el9_2
AlmaLinux:9 dotnet-host | ..7.0.12-1.el9_2
AlmaLinux:9 dotnet-hostfxr-6.0 | ..6.0.23-1.el9_2
AlmaLinux:9 dotnet-hostfxr-7.0 | ..7.0.12-1.el9_2
AlmaLinux:9 dotnet-runtime-6.0 | ..6.0.23-1.el9_2
AlmaLinux:9 dotnet-runtime-7.0 | ..7.0.12-1.el9_2
AlmaLinux:9 dotnet-sdk-6.0 | ..6.0.123-1.el9_2
AlmaLinux:9 dotnet-sdk-6.0-source-built-artifacts | ..6.0.123-1.el9_2
AlmaLinux:9 dotnet-sdk-7.0 | ..7.0.112-1.el9_2
AlmaLinux:9 dotnet-sdk-7.0-source-built-artifacts | ..7.0.112-1.el9_2
AlmaLinux:9 dotnet-targeting-pack-6.0 | ..6.0.23-1.el9_2
AlmaLinux:9 dotnet-targeting-pack-7.0 | ..7.0.12-1.el9_2
AlmaLinux:9 dotnet-templates-6.0 | ..6.0.123-1.el9_2
AlmaLinux:9 dotnet-templates-7.0 | ..7.0.112-1.el9_2
AlmaLinux:9 go-toolset | ..1.19.13-1.el9_2
AlmaLinux:9 golang | ..1.19.13-1.el9_2
AlmaLinux:9 golang-bin | ..1.19.13-1.el9_2
AlmaLinux:9 golang-misc | ..1.19.13-1.el9_2
AlmaLinux:9 golang-race | ..1.19.13-1.el9_2
AlmaLinux:9 golang-src | ..1.19.13-1.el9_2
AlmaLinux:9 grafana | ..9.0.9-4.el9_2.alma.1
AlmaLinux:9 libnghttp2 | ..1.43.0-5.el9_2.1
AlmaLinux:9 libnghttp2 | ..1.43.0-5.el9_3.1
AlmaLinux:9 mod_http2 | ..2.0.26-1.el9
AlmaLinux:9 netstandard-targeting-pack-2.1 | ..7.0.112-1.el9_2
AlmaLinux:9 nghttp2 | ..1.43.0-5.el9_2.1
AlmaLinux:9 nghttp2 | ..1.43.0-5.el9_3.1
AlmaLinux:9 nginx | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-all-modules | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-core | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-filesystem | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-mod-http-image-filter | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-mod-http-perl | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-mod-http-xslt-filter | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-mod-mail | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nginx-mod-stream | ..1:1.20.1-14.el9_2.1.alma.1
AlmaLinux:9 nodejs | ..1:16.20.2-3.el9_2
AlmaLinux:9 nodejs-full-i18n | ..1:16.20.2-3.el9_2
AlmaLinux:9 nodejs-libs | ..1:16.20.2-3.el9_2
AlmaLinux:9 npm | ..1:8.19.4-1.16.20.2.3.el9_2
AlmaLinux:9 tomcat | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-admin-webapps | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-docs-webapp | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-el-3.0-api | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-jsp-2.3-api | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-lib | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-servlet-4.0-api | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 tomcat-webapps | ..1:9.0.62-11.el9_2.3
AlmaLinux:9 varnish | ..6.6.2-3.el9_2.1
Bitnami apisix | ..3.6.1
Bitnami aspnet-core | 6.0.0..6.0.23 | 7.0.0..7.0.12
Bitnami contour | ..1.24.6
Bitnami dotnet | 6.0.0..6.0.23 | 7.0.0..7.0.12
Bitnami dotnet-sdk | 6.0.0..6.0.23 | 7.0.0..7.0.12
Bitnami envoy | ..1.24.12 | 1.25.0..1.25.11 | 1.26.0..1.26.6 | 1.27.0..1.27.2
Bitnami golang | ..1.20.10 | 1.21.0-0..1.21.3
Bitnami jenkins | ..2.414.3 | 2.415.0..2.428.0
Bitnami nginx | 1.9.5..1.25.3
Bitnami nginx-gateway | 1.9.5..1.25.3
Bitnami node | ..18.18.2 | 19.0.0..20.8.1
Bitnami node-min | ..18.18.2 | 19.0.0..20.8.1
Bitnami solr | ..9.4.0
Bitnami tomcat | 8.5.0..8.5.94 | 9.0.0..9.0.81 | 10.0.0..10.1.14
Bitnami varnish | ..6.0.12 | 6.1.0..7.3.1 | 7.4.0..7.4.2

CVE-2023-46604 exploited 2023-11-02 ransomware
: Apache ActiveMQ Deserialization of Untrusted Data Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-46604
Bitnami activemq | ..5.15.16 | 5.16.0..5.16.7 | 5.17.0..5.17.6 | 5.18.0..5.18.3

CVE-2023-4863 exploited 2023-09-13
: Google Chromium WebP Heap-Based Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-4863
AlmaLinux:8 firefox | ..102.15.1-1.el8_8.alma
AlmaLinux:8 libwebp | ..1.0.0-8.el8_8.1
AlmaLinux:8 thunderbird | ..102.15.1-1.el8_8.alma
AlmaLinux:9 firefox | ..102.15.1-1.el9_2.alma
AlmaLinux:9 firefox-x11 | ..102.15.1-1.el9_2.alma
AlmaLinux:9 libwebp | ..1.2.0-7.el9_2
AlmaLinux:9 libwebp-tools | ..1.2.0-7.el9_2
AlmaLinux:9 thunderbird | ..102.15.1-1.el9_2.alma
crates.io libwebp-sys | 0.0.0-0..0.9.3
crates.io libwebp-sys2 | 0.0.0-0..0.1.8

CVE-2023-5217 exploited 2023-10-02
: Google Chromium libvpx Heap Buffer Overflow Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-5217
AlmaLinux:8 libvpx | ..1.7.0-10.el8_8.alma.1
AlmaLinux:9 firefox | ..115.3.1-1.el9_2.alma.1
AlmaLinux:9 firefox-x11 | ..115.3.1-1.el9_2.alma.1
AlmaLinux:9 libvpx | ..1.9.0-7.el9_2.alma.1
AlmaLinux:9 thunderbird | ..115.3.1-1.el9_2.alma

CVE-2023-7028 exploited 2024-05-01
: GitLab Community and Enterprise Editions Improper Access Control Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2023-7028
Bitnami gitlab | 16.1.0..16.1.6 | 16.2.0..16.2.9 | 16.3.0..16.3.7 | 16.4.0..16.4.5 | 16.5.0..16.5.6 | 16.6.0..16.6.4 | 16.7.0..16.7.2

CVE-2024-21626
: Leaky Vessels: runc lets a container out to the host's files
@ https://nvd.nist.gov/vuln/detail/CVE-2024-21626
AlmaLinux:9 runc | ..4:1.1.12-1.el9_3
Go github.com/opencontainers/runc | 1.0.0-rc93..1.1.12

CVE-2024-23897 exploited 2024-08-19 ransomware
: Jenkins Command Line Interface (CLI) Path Traversal Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2024-23897
Bitnami jenkins | ..2.452.1

CVE-2024-38475 exploited 2025-05-01
: Apache HTTP Server Improper Escaping of Output Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2024-38475
AlmaLinux:9 httpd | ..2.4.57-11.el9_4
AlmaLinux:9 httpd-core | ..2.4.57-11.el9_4
AlmaLinux:9 httpd-filesystem | ..2.4.57-11.el9_4
AlmaLinux:9 httpd-tools | ..2.4.57-11.el9_4
AlmaLinux:9 mod_ldap | ..2.4.57-11.el9_4
AlmaLinux:9 mod_lua | ..2.4.57-11.el9_4
AlmaLinux:9 mod_proxy_html | ..1:2.4.57-11.el9_4
AlmaLinux:9 mod_session | ..2.4.57-11.el9_4
AlmaLinux:9 mod_ssl | ..1:2.4.57-11.el9_4
Bitnami apache | 2.4.0..2.4.60

CVE-2024-44309 exploited 2024-11-21
: Apple Multiple Products Cross-Site Scripting (XSS) Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2024-44309
AlmaLinux:8 webkit2gtk3 | ..2.46.3-2.el8_10
AlmaLinux:8 webkit2gtk3-jsc | ..2.46.3-2.el8_10
AlmaLinux:9 webkit2gtk3 | ..2.46.3-2.el9_5
AlmaLinux:9 webkit2gtk3-jsc | ..2.46.3-2.el9_5

CVE-2024-4577 exploited 2024-06-12 ransomware
: PHP-CGI OS Command Injection Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2024-4577
Bitnami libphp | ..8.1.29 | 8.2.0..8.2.20 | 8.3.0..8.3.8
Bitnami php | ..8.1.29 | 8.2.0..8.2.20 | 8.3.0..8.3.8
Bitnami php-min | ..8.1.29 | 8.2.0..8.2.20 | 8.3.0..8.3.8

CVE-2024-6387
: regreSSHion: OpenSSH's server may run code before anybody has logged in
@ https://nvd.nist.gov/vuln/detail/CVE-2024-6387
AlmaLinux:9 openssh | ..8.7p1-38.el9_4.1
AlmaLinux:9 openssh-askpass | ..8.7p1-38.el9_4.1
AlmaLinux:9 openssh-clients | ..8.7p1-38.el9_4.1
AlmaLinux:9 openssh-keycat | ..8.7p1-38.el9_4.1
AlmaLinux:9 openssh-server | ..8.7p1-38.el9_4.1
AlmaLinux:9 pam_ssh_agent_auth | ..0.10.4-5.38.el9_4.1

CVE-2024-9680 exploited 2024-10-15
: Mozilla Firefox Use-After-Free Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2024-9680
AlmaLinux:8 firefox | ..128.3.1-2.el8_10.alma.1
AlmaLinux:8 thunderbird | ..128.3.1-1.el8_10.alma.1
AlmaLinux:9 firefox | ..128.3.1-2.el9_4.alma.1
AlmaLinux:9 firefox | ..128.4.0-1.el9_5
AlmaLinux:9 firefox-x11 | ..128.3.1-2.el9_4.alma.1
AlmaLinux:9 firefox-x11 | ..128.4.0-1.el9_5
AlmaLinux:9 thunderbird | ..128.3.1-1.el9_4.alma.1
AlmaLinux:9 thunderbird | ..128.4.0-1.el9_5.alma.1

CVE-2025-24016 exploited 2025-06-10
: Wazuh Server Deserialization of Untrusted Data Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2025-24016
Go github.com/wazuh/wazuh | 4.4.0+incompatible..4.9.1+incompatible

CVE-2025-24201 exploited 2025-03-13
: Apple Multiple Products WebKit Out-of-Bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2025-24201
AlmaLinux:8 webkit2gtk3 | ..2.46.6-2.el8_10
AlmaLinux:8 webkit2gtk3-jsc | ..2.46.6-2.el8_10
AlmaLinux:9 webkit2gtk3 | ..2.46.6-2.el9_5
AlmaLinux:9 webkit2gtk3-jsc | ..2.46.6-2.el9_5

CVE-2025-24813 exploited 2025-04-01
: Apache Tomcat Path Equivalence Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2025-24813
AlmaLinux:10 tomcat | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-admin-webapps | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-docs-webapp | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-el-5.0-api | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-jsp-3.1-api | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-lib | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-servlet-6.0-api | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat-webapps | ..1:10.1.36-1.el10_0
AlmaLinux:10 tomcat9 | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-admin-webapps | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-docs-webapp | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-el-3.0-api | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-jsp-2.3-api | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-lib | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-servlet-4.0-api | ..1:9.0.87-5.el10_0
AlmaLinux:10 tomcat9-webapps | ..1:9.0.87-5.el10_0
AlmaLinux:8 tomcat | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-admin-webapps | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-docs-webapp | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-el-3.0-api | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-jsp-2.3-api | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-lib | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-servlet-4.0-api | ..1:9.0.87-1.el8_10.3
AlmaLinux:8 tomcat-webapps | ..1:9.0.87-1.el8_10.3
AlmaLinux:9 tomcat | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-admin-webapps | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-docs-webapp | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-el-3.0-api | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-jsp-2.3-api | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-lib | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-servlet-4.0-api | ..1:9.0.87-2.el9_5.1
AlmaLinux:9 tomcat-webapps | ..1:9.0.87-2.el9_5.1
Bitnami tomcat | ..9.0.99 | 10.0.0..10.1.35 | 11.0.0..11.0.3

CVE-2025-27363 exploited 2025-05-06
: FreeType Out-of-Bounds Write Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2025-27363
AlmaLinux:8 freetype | ..2.9.1-10.el8_10
AlmaLinux:8 mingw32-freetype | ..2.8-3.el8_10.1
AlmaLinux:8 mingw64-freetype | ..2.8-3.el8_10.1

CVE-2025-48384 exploited 2025-08-25
: Git Link Following Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2025-48384
AlmaLinux:10 git-all | ..2.47.3-1.el10_0
AlmaLinux:10 git-email | ..2.47.3-1.el10_0
AlmaLinux:10 git-gui | ..2.47.3-1.el10_0
AlmaLinux:10 git-instaweb | ..2.47.3-1.el10_0
AlmaLinux:10 git-subtree | ..2.47.3-1.el10_0
AlmaLinux:10 git-svn | ..2.47.3-1.el10_0
AlmaLinux:10 gitk | ..2.47.3-1.el10_0
AlmaLinux:10 gitweb | ..2.47.3-1.el10_0
AlmaLinux:10 perl-Git | ..2.47.3-1.el10_0
AlmaLinux:10 perl-Git-SVN | ..2.47.3-1.el10_0
Bitnami git | ..2.50.1

CVE-2025-49844
: RediShell: a Lua script breaks out of Redis
@ https://nvd.nist.gov/vuln/detail/CVE-2025-49844
AlmaLinux:10 valkey | ..8.0.6-1.el10_0
AlmaLinux:10 valkey | ..8.0.6-2.el10_1
AlmaLinux:9 redis | ..6.2.20-1.el9_6
AlmaLinux:9 redis | ..6.2.20-2.el9_7
AlmaLinux:9 valkey | ..8.0.6-2.el9_7
Bitnami keydb | ..6.2.20 | 7.0.0..7.2.11 | 7.3.0..7.4.6 | 8.0.0..8.0.4 | 8.1.0..8.2.2
Bitnami redis | ..6.2.20 | 7.0.0..7.2.11 | 7.3.0..7.4.6 | 8.0.0..8.0.4 | 8.1.0..8.2.2
Bitnami valkey | ..7.2.11 | 8.0.0..8.0.6 | 8.1.0..8.1.4

CVE-2025-6558 exploited 2025-07-22
: Google Chromium ANGLE and GPU Improper Input Validation Vulnerability
@ https://nvd.nist.gov/vuln/detail/CVE-2025-6558
AlmaLinux:8 webkit2gtk3 | ..2.48.5-1.el8_10
AlmaLinux:8 webkit2gtk3-jsc | ..2.48.5-1.el8_10
AlmaLinux:9 webkit2gtk3 | ..2.48.5-1.el9_6
AlmaLinux:9 webkit2gtk3-jsc | ..2.48.5-1.el9_6
`;
