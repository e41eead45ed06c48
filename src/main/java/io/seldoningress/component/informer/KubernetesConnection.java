package io.seldoningress.component.informer;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.camel.component.kubernetes.KubernetesConfiguration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * How to reach the API server, with the options of camel-kubernetes. They count where {@code
 * masterUrl} is given.
 */
@UriParams
public class KubernetesConnection {

  @UriParam(
      description =
          "URL of the API server. Without it the component's client is used, or else what the usual kubeconfig rules give.")
  private String masterUrl;

  @UriParam(label = "security", secret = true, description = "Bearer token.")
  private String oauthToken;

  @UriParam(label = "security", secret = true, description = "User for basic authentication.")
  private String username;

  @UriParam(label = "security", secret = true, description = "Password for basic authentication.")
  private String password;

  @UriParam(
      label = "security",
      secret = true,
      description = "Certificate authority of the API server, base64.")
  private String caCertData;

  @UriParam(label = "security", description = "Certificate authority of the API server, as a file.")
  private String caCertFile;

  @UriParam(label = "security", secret = true, description = "Client certificate, base64.")
  private String clientCertData;

  @UriParam(label = "security", description = "Client certificate, as a file.")
  private String clientCertFile;

  @UriParam(
      label = "security",
      secret = true,
      description = "Key of the client certificate, base64.")
  private String clientKeyData;

  @UriParam(label = "security", description = "Key of the client certificate, as a file.")
  private String clientKeyFile;

  @UriParam(label = "security", description = "Algorithm of the client key.")
  private String clientKeyAlgo;

  @UriParam(label = "security", secret = true, description = "Passphrase of the client key.")
  private String clientKeyPassphrase;

  @UriParam(
      label = "security",
      description = "Trust any certificate of the API server. Not for production.")
  private Boolean trustCerts;

  @UriParam(label = "advanced", description = "Connection timeout in milliseconds.")
  private Integer connectionTimeout;

  /** Whether an API server is named here. */
  boolean isGiven() {
    return masterUrl != null;
  }

  /**
   * @throws IllegalArgumentException when options are given that count for nothing
   */
  void check() {
    if (!isGiven() && values().stream().anyMatch(Objects::nonNull)) {
      throw new IllegalArgumentException(
          "options of a connection (oauthToken, caCertFile and the like) are given without masterUrl");
    }
  }

  /** All values in a fixed order: equal lists mean the same connection. */
  List<Object> values() {
    return Arrays.asList(
        masterUrl,
        oauthToken,
        username,
        password,
        caCertData,
        caCertFile,
        clientCertData,
        clientCertFile,
        clientKeyData,
        clientKeyFile,
        clientKeyAlgo,
        clientKeyPassphrase,
        trustCerts,
        connectionTimeout);
  }

  /** The same as camel-kubernetes takes it. */
  KubernetesConfiguration toKubernetesConfiguration() {
    KubernetesConfiguration configuration = new KubernetesConfiguration();
    configuration.setMasterUrl(masterUrl);
    configuration.setOauthToken(oauthToken);
    configuration.setUsername(username);
    configuration.setPassword(password);
    configuration.setCaCertData(caCertData);
    configuration.setCaCertFile(caCertFile);
    configuration.setClientCertData(clientCertData);
    configuration.setClientCertFile(clientCertFile);
    configuration.setClientKeyData(clientKeyData);
    configuration.setClientKeyFile(clientKeyFile);
    configuration.setClientKeyAlgo(clientKeyAlgo);
    configuration.setClientKeyPassphrase(clientKeyPassphrase);
    configuration.setTrustCerts(trustCerts);
    configuration.setConnectionTimeout(connectionTimeout);
    return configuration;
  }

  public String getMasterUrl() {
    return masterUrl;
  }

  public void setMasterUrl(String masterUrl) {
    this.masterUrl = masterUrl;
  }

  public String getOauthToken() {
    return oauthToken;
  }

  public void setOauthToken(String oauthToken) {
    this.oauthToken = oauthToken;
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = username;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getCaCertData() {
    return caCertData;
  }

  public void setCaCertData(String caCertData) {
    this.caCertData = caCertData;
  }

  public String getCaCertFile() {
    return caCertFile;
  }

  public void setCaCertFile(String caCertFile) {
    this.caCertFile = caCertFile;
  }

  public String getClientCertData() {
    return clientCertData;
  }

  public void setClientCertData(String clientCertData) {
    this.clientCertData = clientCertData;
  }

  public String getClientCertFile() {
    return clientCertFile;
  }

  public void setClientCertFile(String clientCertFile) {
    this.clientCertFile = clientCertFile;
  }

  public String getClientKeyData() {
    return clientKeyData;
  }

  public void setClientKeyData(String clientKeyData) {
    this.clientKeyData = clientKeyData;
  }

  public String getClientKeyFile() {
    return clientKeyFile;
  }

  public void setClientKeyFile(String clientKeyFile) {
    this.clientKeyFile = clientKeyFile;
  }

  public String getClientKeyAlgo() {
    return clientKeyAlgo;
  }

  public void setClientKeyAlgo(String clientKeyAlgo) {
    this.clientKeyAlgo = clientKeyAlgo;
  }

  public String getClientKeyPassphrase() {
    return clientKeyPassphrase;
  }

  public void setClientKeyPassphrase(String clientKeyPassphrase) {
    this.clientKeyPassphrase = clientKeyPassphrase;
  }

  public Boolean getTrustCerts() {
    return trustCerts;
  }

  public void setTrustCerts(Boolean trustCerts) {
    this.trustCerts = trustCerts;
  }

  public Integer getConnectionTimeout() {
    return connectionTimeout;
  }

  public void setConnectionTimeout(Integer connectionTimeout) {
    this.connectionTimeout = connectionTimeout;
  }
}
