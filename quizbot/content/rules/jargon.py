"""Medical words, each with a plain one."""

from __future__ import annotations

_PLAIN = """
abdominal: of the belly
acute: sudden
adjuvant: additional
administer: give
administered: given
adverse: harmful
aetiology: cause
afebrile: without fever
ambulatory: able to walk
anaemia: too few red blood cells
analgesic: painkiller
anemia: too few red blood cells
antibody: a protein of the immune system
antipyretic: medicine against fever
apheresis: collecting cells from the blood
aplasia: lack of cells
arrhythmia: uneven heartbeat
asymptomatic: without symptoms
autoantibody: an antibody that attacks the own body
autoimmune: attacking the own body
benign: harmless
bilateral: on both sides
biomarker: something measured in the blood
biopsy: taking a small piece of tissue
cardiac: of the heart
cardiovascular: of the heart and the blood vessels
cerebral: of the brain
chemotherapy: strong medicine that lowers the number of cells
chronic: lasting
clinician: doctor
cognitive: of thinking
comorbidity: another illness
contraindicated: not to be used
contraindication: reason against it
corticosteroid: a medicine that calms inflammation
cutaneous: of the skin
cytokine: a signal between cells
cytotoxic: harmful to cells
deplete: clear away
depletion: clearing away
dermatitis: inflamed skin
dialysis: cleaning the blood with a machine
discontinue: stop
discontinuation: stopping
dosage: dose
dyspnea: shortness of breath
dyspnoea: shortness of breath
edema: swelling
efficacy: how well it works
embolism: a blood vessel that is blocked
encephalopathy: illness of the brain
erythema: redness
etiology: cause
fatigue: tiredness
febrile: with fever
gastrointestinal: of stomach and bowel
genetic: of the genes
haemorrhage: bleeding
hemorrhage: bleeding
hepatic: of the liver
hypertension: high blood pressure
hypotension: low blood pressure
hypoxia: too little oxygen
idiopathic: without a known cause
immunoglobulin: antibody
immunosuppressant: medicine that calms the immune system
immunosuppression: weak defences
immunosuppressive: calming the immune system
inflammation: heat, swelling and pain
infusion: giving a fluid into a vein
intravenous: into a vein
intravenously: into a vein
lesion: patch
leukapheresis: collecting cells from the blood
leukocyte: white blood cell
leukopenia: too few white blood cells
lymphocyte: white blood cell
lymphodepletion: lowering the number of immune cells
malaise: feeling unwell
malignancy: cancer
malignant: cancerous
manifestation: sign
metastasis: cancer that has spread
morbidity: illness
mortality: deaths
myalgia: sore muscles
necrosis: dead tissue
neoplasm: tumour
nephritis: inflamed kidneys
neurologic: of the brain and nerves
neurological: of the brain and nerves
neurotoxicity: harm to brain and nerves
neutropenia: too few white blood cells
oedema: swelling
oncology: cancer care
outpatient: without a night in the hospital
palpitation: pounding heart
pathogen: germ
pathology: illness
pharmacokinetic: of how the body handles a medicine
placebo: dummy medicine
prognosis: outlook
prophylactic: preventive
prophylaxis: prevention
pruritus: itching
pulmonary: of the lungs
pyrexia: fever
randomised: put into groups by chance
randomized: put into groups by chance
refractory: hard to treat
relapse: coming back
remission: a time when the illness is quiet
renal: of the kidneys
respiratory: of breathing
seizure: fit
sepsis: infection of the whole body
serum: blood
subcutaneous: under the skin
symptomatic: with symptoms
syncope: fainting
syndrome: group of symptoms
systemic: of the whole body
tachycardia: fast heartbeat
thrombocytopenia: too few platelets
thrombosis: blood clot
toxicity: harm
transfusion: giving blood
vascular: of the blood vessels
"""

PLAIN_WORD = dict(line.split(": ", 1) for line in _PLAIN.strip().splitlines())
_IRREGULAR = {
    "antibodies": "antibody",
    "autoantibodies": "autoantibody",
    "biopsies": "biopsy",
    "comorbidities": "comorbidity",
    "malignancies": "malignancy",
    "metastases": "metastasis",
    "toxicities": "toxicity",
    "depleted": "deplete",
    "depletes": "deplete",
    "discontinued": "discontinue",
    "lymphodepleting": "lymphodepletion",
}
JARGON = frozenset((*PLAIN_WORD, *(f"{word}s" for word in PLAIN_WORD), *_IRREGULAR))


def singular(word: str) -> str:
    """The word as it stands in the list, if it does."""
    if word in PLAIN_WORD:
        return word
    return _IRREGULAR.get(word, word.removesuffix("s"))
