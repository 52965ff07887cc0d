// Validates files with veraPDF's own classes: java -cp JARS VeraPdf.java FILE...
import java.io.File;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        for (String name : new String[] {"PDFA-3A", "PDFUA-1"}) {
            ValidationProfile profile;
            try (InputStream xml = VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
                profile = Profiles.profileFromXml(xml);
            }
            PDFAFlavour flavour = profile.getPDFAFlavour();
            for (String file : files) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
                    ValidationResult result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
                    System.out.println(name + " " + file + (result.isCompliant() ? " passes" : " fails"));
                    for (TestAssertion fault : result.getTestAssertions()) {
                        System.out.println("  " + fault.getRuleId().getClause() + " " + fault.getMessage());
                    }
                    good &= result.isCompliant();
                }
            }
        }
        System.exit(good ? 0 : 1);
    }
}
