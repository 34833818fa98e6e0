// Passwords, and words with nothing but digits around them, that are tried first. Lower case. Data.

export const commonPasswords: ReadonlySet<string> = new Set(
  `
0123456789 11223344 112233445566 123123123 123123123123 1234512345 1234567890 12345678910 123456789a
123456789q 1234qwer 1234qwerasdf 123abc123abc 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc
9876543210 987654321a a123456789 a1b2c3d4 a1b2c3d4e5 aa123456789 abc123456 abc123456789 abcd1234 abcd12345
abcdef123456 abcdefghij access access14 admin adminadmin administrator arsenal asdf1234 asdfasdf
asdfasdfasdf asdfghjkl asdfghjkl1 autumn azerty azerty123 azerty123456 azertyuiop barcelona baseball
baseball1 basketball batman bonjour bonjour123 business business1 changeit changeme changemenow charlie
charlie1 chelsea ciao ciaociao company company123 computer computer1 contrasena contrasena1 contraseña
correct-horse-battery-staple correcthorsebatterystaple december default demo demo1234 demodemo doudou
dragon dragonball erp erpadmin example facebook february ferrari football football1 footballer freedom
geheim geheimnis google guest guestguest hallo hallo123 hallo12345 hallohallo haslo haslo123 hello
hello123 hello12345 hellohello helloworld hola holahola ilovemyself iloveyou iloveyou1 iloveyou123
iloveyoubaby iloveyousomuch internet january jennifer jessica jetaime jordan23 juventus juventus1 letmein
letmeinnow liverpool liverpool1 liverpoolfc login loginlogin manchester manchesterunited marseille master
mercedes michael microsoft monkey monkey123 motdepasse motdepasse1 motdepasse123 mypassword office
office123 p@ssw0rd p@ssword pa55word parola parool pass passw0rd password password1 password12 password123
password1234 passwordpassword passwort passwort1 passwort123 passwort1234 pokemon pokemon123 porsche
princess princess1 q123456789 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qazwsx qazwsxedc qazwsxedcrfv qwer1234
qwer1234asdf qwerty qwerty123456 qwertyqwerty qwertyuiop qwertyuiop123 qwertz qwertzuiop realmadrid root
rootroot sample samsung schalke04 schatz secret secretsecret senha senha123 shadow sifre sifre123 soleil
soleil123 sommer sommer2025 sommer2026 spring starwars starwars1 summer summer2024 summer2025 summer2026
sunshine sunshine1 superman superman1 teamo temp temporary tenon tequiero test test1234 testing testing123
testtest toor trustno1 user useruser wachtwoord welcome welcome1 welcome123 welkom welkom01 welkom123
whatever whatever1 willkommen willkommen1 winter winter2024 winter2025 winter2026 zaq12wsx zaq1zaq1
zxcvbnm zxcvbnm123
`
    .trim()
    .split(/\s+/),
)
