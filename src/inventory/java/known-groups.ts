import type { JavaCoordinates } from './coordinates.ts';

/**
 * Coordinates of well-known archives that are built without a pom (Gradle, Ant, sbt), or whose manifest misleads.
 * The file's artifact must match; where the archive has classes, they must lie in the package named with it.
 */
export function knownCoordinates(
  { artifact, version }: Pick<JavaCoordinates, 'artifact' | 'version'>,
  javaPackage: string | undefined,
): Pick<JavaCoordinates, 'group' | 'artifact'> | undefined {
  const moved = MOVED.find(([start]) => artifact === start || artifact.startsWith(`${start}-`));
  if (moved && version !== '')
    return { group: Number.parseInt(version, 10) < moved[1] ? moved[2] : moved[3], artifact };
  const known = EXACT.get(artifact) ?? FAMILIES.find(([start]) => artifact.startsWith(start))?.[1];
  if (!known) return undefined;
  const [group, classes, realArtifact] = known.split(' ');
  if (group === undefined || classes === undefined) return undefined;
  if (javaPackage !== undefined && !javaPackage.startsWith(classes)) return undefined;
  return { group, artifact: realArtifact ?? artifact };
}

/** Artifacts whose group changed with a major version. */
const MOVED: readonly (readonly [artifact: string, major: number, before: string, since: string])[] = [
  ['groovy', 4, 'org.codehaus.groovy', 'org.apache.groovy'],
  ['hibernate-core', 6, 'org.hibernate', 'org.hibernate.orm'],
  ['hibernate-envers', 6, 'org.hibernate', 'org.hibernate.orm'],
];

/** `group package artifact?` by the start of the artifact; the first that fits counts. */
const FAMILIES: readonly (readonly [start: string, known: string])[] = [
  ['arrow-', 'io.arrow-kt arrow'],
  ['asm-', 'org.ow2.asm org.objectweb.asm'],
  ['axis-', 'org.apache.axis javax'],
  ['bcmail-jdk', 'org.bouncycastle org.bouncycastle'],
  ['bcpg-jdk', 'org.bouncycastle org.bouncycastle'],
  ['bcpkix-jdk', 'org.bouncycastle org.bouncycastle'],
  ['bcprov-jdk', 'org.bouncycastle org.bouncycastle'],
  ['bctls-jdk', 'org.bouncycastle org.bouncycastle'],
  ['bcutil-jdk', 'org.bouncycastle org.bouncycastle'],
  ['converter-', 'com.squareup.retrofit2 retrofit2'],
  ['elasticsearch-plugin-', 'org.elasticsearch.plugin org.elasticsearch'],
  ['elasticsearch-', 'org.elasticsearch org.elasticsearch'],
  ['grpc-', 'io.grpc io.grpc'],
  ['hadoop-', 'org.apache.hadoop org.apache.hadoop'],
  ['hibernate-commons-annotations', 'org.hibernate.common org.hibernate'],
  ['jna-', 'net.java.dev.jna com.sun.jna'],
  ['junit-jupiter', 'org.junit.jupiter org.junit'],
  ['junit-platform', 'org.junit.platform org.junit'],
  ['junit-vintage', 'org.junit.vintage org.junit'],
  ['kafka_', 'org.apache.kafka kafka'],
  ['kotlin-', 'org.jetbrains.kotlin kotlin'],
  ['kotlinx-', 'org.jetbrains.kotlinx kotlinx'],
  ['micronaut-', 'io.micronaut io.micronaut'],
  ['scala3-', 'org.scala-lang scala'],
  ['sentry-', 'io.sentry io.sentry'],
  ['spring-ai-', 'org.springframework.ai org.springframework.ai'],
  ['spring-batch-', 'org.springframework.batch org.springframework.batch'],
  ['spring-boot', 'org.springframework.boot org.springframework.boot'],
  ['spring-cloud-', 'org.springframework.cloud org.springframework.cloud'],
  ['spring-data-', 'org.springframework.data org.springframework.data'],
  ['spring-integration-', 'org.springframework.integration org.springframework.integration'],
  ['spring-ldap-', 'org.springframework.ldap org.springframework'],
  ['spring-oauth', 'org.springframework.security org.springframework.security'],
  ['spring-plugin-', 'org.springframework.plugin org.springframework.plugin'],
  ['spring-security-', 'org.springframework.security org.springframework.security'],
  ['spring-session-', 'org.springframework.session org.springframework.session'],
  ['spring-statemachine-', 'org.springframework.statemachine org.springframework.statemachine'],
  ['spring-vault-', 'org.springframework.vault org.springframework.vault'],
  ['spring-ws-', 'org.springframework.ws org.springframework.ws'],
  ['spring-', 'org.springframework org.springframework'],
  ['tomcat-embed-', 'org.apache.tomcat.embed '],
  ['tomcat-', 'org.apache.tomcat '],
];

/** `group package artifact?` by artifact. */
const EXACT: ReadonlyMap<string, string> = new Map([
  // Tomcat's own lib/ folder names its archives otherwise than Maven Central does.
  ['annotations-api', 'org.apache.tomcat javax.annotation'],
  ['catalina', 'org.apache.tomcat org.apache.catalina tomcat-catalina'],
  ['catalina-ant', 'org.apache.tomcat org.apache.catalina tomcat-catalina-ant'],
  ['catalina-ha', 'org.apache.tomcat org.apache.catalina tomcat-catalina-ha'],
  ['catalina-ssi', 'org.apache.tomcat org.apache.catalina tomcat-ssi'],
  ['catalina-storeconfig', 'org.apache.tomcat org.apache.catalina tomcat-storeconfig'],
  ['catalina-tribes', 'org.apache.tomcat org.apache.catalina tomcat-tribes'],
  ['jasper', 'org.apache.tomcat org.apache.jasper tomcat-jasper'],
  ['jasper-el', 'org.apache.tomcat org.apache.el tomcat-jasper-el'],

  ['activation', 'javax.activation '],
  ['annotations', 'org.jetbrains org.'],
  ['ant', 'org.apache.ant org.apache.tools.ant'],
  ['ant-launcher', 'org.apache.ant org.apache.tools.ant'],
  ['aopalliance', 'aopalliance org.aopalliance'],
  ['api-common', 'com.google.api com.google.api'],
  ['asm', 'org.ow2.asm org.objectweb.asm'],
  ['aspectjrt', 'org.aspectj org.aspectj'],
  ['aspectjtools', 'org.aspectj org.aspectj'],
  ['aspectjweaver', 'org.aspectj org.aspectj'],
  ['axis', 'axis org.apache.axis'],
  ['axis-wsdl4j', 'axis com.ibm.wsdl'],
  ['bsh', 'org.apache-extras.beanshell bsh'],
  ['caffeine', 'com.github.ben-manes.caffeine com.github.benmanes'],
  ['cglib', 'cglib net.sf.cglib'],
  ['cglib-nodep', 'cglib net.sf.cglib'],
  ['checker-qual', 'org.checkerframework org.checkerframework'],
  ['commons-beanutils', 'commons-beanutils org.apache.commons'],
  ['commons-codec', 'commons-codec org.apache.commons'],
  ['commons-collections', 'commons-collections org.apache.commons'],
  ['commons-dbcp', 'commons-dbcp org.apache.commons'],
  ['commons-digester', 'commons-digester org.apache.commons'],
  ['commons-discovery', 'commons-discovery org.apache.commons'],
  ['commons-fileupload', 'commons-fileupload org.apache.commons'],
  ['commons-httpclient', 'commons-httpclient org.apache.commons'],
  ['commons-io', 'commons-io org.apache.commons'],
  ['commons-lang', 'commons-lang org.apache.commons'],
  ['commons-logging', 'commons-logging org.apache.commons'],
  ['commons-pool', 'commons-pool org.apache.commons'],
  ['dom4j', 'dom4j org.dom4j'],
  ['ivy', 'org.apache.ivy org.apache.ivy'],
  ['javax.servlet', 'javax.servlet javax.servlet'],
  ['jdom', 'org.jdom org.jdom'],
  ['jffi', 'com.github.jnr com.'],
  ['jna', 'net.java.dev.jna com.sun.jna'],
  ['jsr305', 'com.google.code.findbugs javax.annotation'],
  ['junit', 'junit junit'],
  ['log4j', 'log4j org.apache.log4j'],
  ['logging-interceptor', 'com.squareup.okhttp3 okhttp3'],
  ['lombok', 'org.projectlombok lombok'],
  ['mx4j', 'mx4j mx4j'],
  ['neko-htmlunit', 'org.htmlunit org.htmlunit'],
  ['nekohtml', 'net.sourceforge.nekohtml org.cyberneko'],
  ['okhttp', 'com.squareup.okhttp3 okhttp3'],
  ['okio', 'com.squareup.okio okio'],
  ['okio-jvm', 'com.squareup.okio okio'],
  ['oro', 'oro org.apache.oro'],
  ['retrofit', 'com.squareup.retrofit2 retrofit2'],
  ['scala-compiler', 'org.scala-lang scala'],
  ['scala-library', 'org.scala-lang scala'],
  ['scala-reflect', 'org.scala-lang scala'],
  ['serializer', 'xalan org.apache.xml'],
  ['servlet-api', 'javax.servlet javax.servlet'],
  ['spotbugs-annotations', 'com.github.spotbugs '],
  ['spring-amqp', 'org.springframework.amqp org.springframework.amqp'],
  ['spring-graphql', 'org.springframework.graphql org.springframework.graphql'],
  ['spring-hateoas', 'org.springframework.hateoas org.springframework.hateoas'],
  ['spring-jcl', 'org.springframework org.apache.commons'],
  ['spring-kafka', 'org.springframework.kafka org.springframework.kafka'],
  ['spring-rabbit', 'org.springframework.amqp org.springframework.amqp'],
  ['spring-retry', 'org.springframework.retry org.springframework'],
  ['spring-webflow', 'org.springframework.webflow org.springframework'],
  ['stax-api', 'stax javax.xml.stream'],
  ['tink', 'com.google.crypto.tink com.google.crypto'],
  ['wsdl4j', 'wsdl4j com.ibm.wsdl'],
  ['xalan', 'xalan org.apache'],
  ['xercesImpl', 'xerces org.apache.'],
  ['xml-apis', 'xml-apis org.w3c'],
  ['xml-apis-ext', 'xml-apis org.w3c'],
  ['xml-resolver', 'xml-resolver org.apache.xml'],
  ['xmlpull', 'xmlpull org.xmlpull'],
  ['xom', 'xom nu.xom'],
]);
