import java.security.*; import java.security.spec.*; import org.bouncycastle.jce.provider.*;
public class A { public static void main(String[] a) throws Exception {
 var bc=new BouncyCastleProvider();
 for (String n: new String[]{"SHA256withECDDSA","SHA3-256withECDDSA","SHA3-384withECDDSA","SHA3-512withECDDSA","SHA3-256withPLAIN-ECDSA","SHA3-256withECDSA","SHA3256withECDDSA","Ed25519","Ed448","ML-DSA-65"}) try { Signature.getInstance(n,bc); System.out.println(n+" ok"); } catch(Exception e){System.out.println(n+" "+e);}
 KeyPairGenerator g=KeyPairGenerator.getInstance("RSA"); g.initialize(2048); var k=g.generateKeyPair();
 for (String d: new String[]{"SHA-256","SHA3-256","SHA3-512"}) try { var s=Signature.getInstance("RSASSA-PSS","SunRsaSign"); s.setParameter(new PSSParameterSpec(d,"MGF1",new MGF1ParameterSpec(d),32,1)); s.initSign(k.getPrivate()); s.update(new byte[3]); s.sign(); System.out.println("PSS "+d+" ok"); } catch(Exception e){System.out.println("PSS "+d+" "+e);}
 var eg=KeyPairGenerator.getInstance("EC",bc); eg.initialize(new ECGenParameterSpec("brainpoolP256r1")); System.out.println(eg.generateKeyPair().getPrivate().getClass());
}}
