package io.seldoningress.testing;

import io.seldoningress.testing.RequestLog.Entry;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which permissions requests needed, each as {@code verb group/resource}. */
public final class UsedPermissions {

  /** Group, resource, name and subresource. */
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api|apis/([^/]+))/v1(?:/namespaces/[^/]+)?/([a-z]+)(?:/([^/]+)(?:/([a-z]+))?)?");

  private UsedPermissions() {}

  /** Those of all requests that were answered with success, which of a WebSocket is 101. */
  public static Set<String> of(List<Entry> requests) {
    Set<String> used = new TreeSet<>();
    for (Entry request : requests) {
      Matcher path = PATH.matcher(request.path());
      if (path.matches() && request.status() > 0 && request.status() < 300) {
        used.add(verb(request, path.group(3) == null) + " " + resource(path));
        // A server-side apply of what is not there is a creation, too.
        if (request.method().equals("PATCH")
            && request.status() == HttpURLConnection.HTTP_CREATED) {
          used.add("create " + resource(path));
        }
      }
    }
    return used;
  }

  private static String verb(Entry request, boolean collection) {
    return switch (request.method()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> collection ? "deletecollection" : "delete";
      default -> request.query().contains("watch=true") ? "watch" : collection ? "list" : "get";
    };
  }

  private static String resource(Matcher path) {
    return (path.group(1) == null ? "" : path.group(1))
        + "/"
        + path.group(2)
        + (path.group(4) == null ? "" : "/" + path.group(4));
  }
}
