// Run by Rhino, which veraPDF carries for its own rules: no compiler is needed, a JRE will do.
// Arguments: FLAVOURS PATH FLAVOURS PATH …, FLAVOURS being ids parted by commas ("3a,ua1").
// Standard output: one line of JSON for each flavour of each file.
var logging = java.util.logging;
logging.LogManager.getLogManager().reset();
var MESSAGES = 25; // of one rule; the count of all is told beside

function clean(text) {
  return text === null ? "" : String(text);
}

function failures(assertions) {
  var rules = {}, order = [];
  for (var i = 0; i < assertions.size(); i++) {
    var assertion = assertions.get(i);
    if (String(assertion.getStatus()) !== "failed") continue;
    var id = assertion.getRuleId();
    var key = id.getClause() + "-" + id.getTestNumber();
    if (!(key in rules)) {
      rules[key] = {
        standard: clean(id.getSpecification().getId()), clause: clean(id.getClause()),
        test: Number(id.getTestNumber()), requirement: clean(assertion.getMessage()),
        places: [], count: 0
      };
      order.push(key);
    }
    rules[key].count++;
    if (rules[key].places.length < MESSAGES) {
      rules[key].places.push({
        where: clean(assertion.getLocation().getContext()),
        what: clean(assertion.getErrorMessage())
      });
    }
  }
  return order.map(function (key) { return rules[key]; });
}

function validate(foundry, path, id) {
  var flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour.byFlavourId(id);
  var answer = { path: path, flavour: id, passed: false, checks: 0, failures: [], error: null };
  var parser = null, validator = null;
  try {
    parser = foundry.createParser(new java.io.FileInputStream(path), flavour);
    validator = foundry.createValidator(flavour, false);
    var result = validator.validate(parser);
    answer.passed = Boolean(result.isCompliant());
    answer.checks = Number(result.getTotalAssertions());
    answer.failures = failures(result.getTestAssertions());
  } catch (problem) {
    answer.error = clean(problem);
  } finally {
    if (validator !== null) validator.close();
    if (parser !== null) parser.close();
  }
  return answer;
}

Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = Packages.org.verapdf.pdfa.Foundries.defaultInstance();
var out = new java.io.PrintStream(java.lang.System.out, true, "UTF-8");
for (var n = 0; n + 1 < arguments.length; n += 2) {
  var path = String(arguments[n + 1]), ids = String(arguments[n]).split(",");
  for (var m = 0; m < ids.length; m++) {
    out.println(JSON.stringify(validate(foundry, path, ids[m])));
  }
}
