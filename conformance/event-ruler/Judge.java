import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/** Reads {"pattern": text, "event": text} a line, and answers each with {"matches": boolean} or {"error": text}. */
public class Judge {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode question = JSON.readTree(line);
      System.out.println(JSON.writeValueAsString(answer(question.get("pattern").asText(), question.get("event").asText())));
    }
  }

  private static Map<String, Object> answer(String pattern, String event) {
    try {
      Machine machine = new Machine();
      machine.addRule("rule", pattern);
      return Map.of("matches", machine.rulesForJSONEvent(event).contains("rule"));
    } catch (Exception refused) {
      return Map.of("error", String.valueOf(refused.getMessage()));
    }
  }
}
